using Eci.Persistence;
using MassTransit;
using MassTransit.Clients;
using MassTransit.DependencyInjection;
using MassTransit.Middleware;
using MassTransit.Middleware.Outbox;
using MassTransit.Transports;

namespace Eci.Messaging.Outbox;

/// <summary>Gives scoped code an <see cref="IPublishEndpoint"/> that writes into the scope's unit of work.</summary>
internal sealed class ScopedBusProvider : IScopedBusContextProvider<IBus>
{
    public ScopedBusProvider(
        IBus bus,
        EciDbContext database,
        OutgoingMessages outgoing,
        Bind<IBus, IClientFactory> clients,
        Bind<IBus, IScopedConsumeContextProvider> consuming,
        IServiceProvider services)
    {
        Context = consuming.Value.HasContext
            ? new ConsumeContextScopedBusContext(consuming.Value.GetContext(), clients.Value)
            : new ScopedBus(bus, database, outgoing, clients.Value, services);
    }

    public ScopedBusContext Context { get; }
}

internal sealed class ScopedBus : ScopedBusContext, OutboxSendContext
{
    private readonly EciDbContext _database;
    private readonly OutgoingMessages _outgoing;
    private readonly IServiceProvider _services;

    public ScopedBus(IBus bus, EciDbContext database, OutgoingMessages outgoing, IClientFactory clients, IServiceProvider services)
    {
        _database = database;
        _outgoing = outgoing;
        _services = services;
        SendEndpointProvider = new OutboxSendEndpointProvider(this, bus);
        PublishEndpoint = new PublishEndpoint(new OutboxPublishEndpointProvider(this, bus));
        ClientFactory = new ScopedClientFactory(clients, consumeContext: null);
    }

    public ISendEndpointProvider SendEndpointProvider { get; }

    public IPublishEndpoint PublishEndpoint { get; }

    public IScopedClientFactory ClientFactory { get; }

    public Task AddSend<T>(SendContext<T> context)
        where T : class => _outgoing.CaptureAsync(_database, context);

    public object? GetService(Type serviceType) => _services.GetService(serviceType);
}
