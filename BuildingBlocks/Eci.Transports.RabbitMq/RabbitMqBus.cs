using Eci.Messaging.Brokers;
using Eci.Messaging.Delivery;
using Eci.Messaging.Routing;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Eci.Transports.RabbitMq;

/// <summary>
/// The connection of this process to RabbitMQ: a bus of its own beside the one that business code knows, with an endpoint for each
/// queue this process works on. It takes messages once the whole host has started, since handlers may be called over HTTP by what
/// they call. When the host stops, what runs may finish; what does not finish in time is aborted and delivered again.
/// </summary>
internal sealed partial class RabbitMqBus : IHostedLifecycleService, IDisposable
{
    /// <summary>The most RabbitMQ can be set to take: what is too large for the hub is refused by the hub, not by closing the connection.</summary>
    private const uint LargestMessage = 512 * 1024 * 1024;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TimeToClose = TimeSpan.FromSeconds(1);

    private readonly RabbitMqAddress _address;
    private readonly RabbitMqTopology _topology;
    private readonly IBrokerReceiver _receiver;
    private readonly RabbitMqOptions _options;
    private readonly IBusControl _bus;
    private readonly ILogger _logger;
    private readonly List<KeyedGate> _gates = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private Task _started = Task.CompletedTask;

    public RabbitMqBus(
        RabbitMqAddress address,
        RabbitMqTopology topology,
        RouteTable routes,
        HostedQueues queues,
        IBrokerReceiver receiver,
        IOptions<RabbitMqOptions> options,
        ILoggerFactory loggers)
    {
        (_address, _topology, _receiver, _options) = (address, topology, receiver, options.Value);
        _logger = loggers.CreateLogger<RabbitMqBus>();
        LogContext.ConfigureCurrentLogContext(loggers);
        _bus = Bus.Factory.CreateUsingRabbitMq(rabbit =>
        {
            Connect(rabbit);
            rabbit.ConnectSendObserver(new PublishAttempt.Observer());
            foreach (var endpoint in routes.Endpoints.Where(e => queues.Names.Contains(e.Name, StringComparer.Ordinal)))
                Consume(rabbit, endpoint);
        });
    }

    /// <summary>False while the broker cannot be reached, or a queue cannot be consumed.</summary>
    public bool IsHealthy => _bus.CheckHealth().Status is BusHealthStatus.Healthy;

    /// <summary>Sends to the exchange of a topic; waits for a broker that is away.</summary>
    public async Task SendAsync(string topic, StoredEnvelope envelope, IPipe<SendContext<StoredEnvelope>> pipe, CancellationToken cancellationToken)
    {
        var exchange = await _bus.GetSendEndpoint(new Uri($"exchange:{_topology.NameOf(topic)}"));
        await exchange.Send(envelope, pipe, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Does not wait: a broker that is away is found later.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _started = StartBusAsync();
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        var stopped = StopBusAsync();
        await stopped.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _abort.CancelAsync();
        await stopped.WaitAsync(TimeToClose, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _stop.Dispose();
        _abort.Dispose();
        foreach (var gate in _gates)
            gate.Dispose();
    }

    private void Connect(IRabbitMqBusFactoryConfigurator rabbit) => rabbit.Host(_address.Host, _address.Port, _address.VirtualHost, "eci", host =>
    {
        host.Username(_address.User);
        host.Password(_address.Password);
        host.Heartbeat(Heartbeat);
        host.MaxMessageSize(LargestMessage);
        host.PublisherConfirmation = true;
        if (_address.Tls)
            host.UseSsl(tls => tls.ServerName = _address.Host);
    });

    private void Consume(IRabbitMqBusFactoryConfigurator rabbit, EndpointDefinition definition)
    {
        var gate = new KeyedGate(_options.Concurrency);
        _gates.Add(gate);
        rabbit.ReceiveEndpoint(_topology.NameOf(definition.Name), endpoint =>
        {
            RabbitMqTopology.Configure(endpoint);
            endpoint.PublishFaults = false;
            endpoint.PrefetchCount = _options.Prefetch;
            // All that is held waits in the gate, which knows the keys and sets the limit.
            endpoint.ConcurrentMessageLimit = _options.Prefetch;
            endpoint.ConfigureReceive(pipe => pipe.UseFilter(new ReceiveFilter(definition.Name, _topology, _receiver, gate, _abort.Token)));
            // An endpoint without a consumer would not start; this one is never called.
            endpoint.Handler<StoredEnvelope>(_ => Task.CompletedTask);
        });
    }

    private async Task StartBusAsync()
    {
        try
        {
            await _topology.Declared.WaitAsync(_stop.Token);
            await _bus.StartAsync(_stop.Token);
        }
        catch (Exception exception) when (_stop.IsCancellationRequested)
        {
            LogNeverStarted(exception.GetType().Name);
        }
    }

    private async Task StopBusAsync()
    {
        await _started;
        if (_topology.Declared.IsCompleted)
            await _bus.StopAsync(CancellationToken.None);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The host stops before RabbitMQ was reached ({Error})")]
    private partial void LogNeverStarted(string error);
}
