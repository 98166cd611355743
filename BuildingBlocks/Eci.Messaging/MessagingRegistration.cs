using System.Reflection;
using Eci.Core;
using Eci.Messaging.Brokers;
using Eci.Messaging.Delivery;
using Eci.Messaging.Intake;
using Eci.Messaging.Operations;
using Eci.Messaging.Outbox;
using Eci.Messaging.Privacy;
using Eci.Messaging.Routing;
using Eci.Messaging.Sagas;
using Eci.Messaging.Storage;
using Eci.Persistence;
using Eci.Persistence.Privacy;
using MassTransit;
using MassTransit.Configuration;
using MassTransit.DependencyInjection;
using MassTransit.Middleware;
using MassTransit.Saga;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eci.Messaging;

/// <summary>What a process does with messages.</summary>
/// <param name="Queues">Queues it works on; empty for a process that only publishes.</param>
/// <param name="AcceptsMessages">Runs the intake.</param>
/// <param name="RunsSweeps">Runs retention and the queue's gauges.</param>
public sealed record MessagingRole(HostedQueues Queues, bool AcceptsMessages, bool RunsSweeps);

/// <summary>Wires messaging.</summary>
public static class MessagingRegistration
{
    /// <summary>Adds the queue, the outbox, sagas, the intake and the workers of this process.</summary>
    public static IServiceCollection AddEciMessaging(
        this IServiceCollection services, IConfiguration configuration, RouteTable routes, MessagingRole role, bool crashPointsAllowed)
    {
        services.AddOptions<MessagingOptions>().Bind(configuration.GetSection(MessagingOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MessagingOptions>, MessagingOptionsValidator>();
        services.AddSingleton(routes);
        services.AddSingleton(role.Queues);
        services.AddSingleton<IModelContribution, MessagingModel>();
        services.AddSingleton<MessagingMetrics>();
        services.AddSingleton<DeliverySignal>();
        services.AddSingleton<IInterceptor, WakeUpInterceptor>();
        services.AddSingleton(p => new Distribution(routes, throughBroker: p.GetService<IBroker>() is not null));
        services.AddSingleton<MessageReaders>();
        services.AddSingleton<OutgoingMessages>();
        services.AddSingleton<FailurePolicy>();
        services.AddSingleton<EndpointDispatchers>();
        services.AddSingleton<GiveUp>();
        services.AddSingleton<DeliveryRunner>();
        services.AddSingleton<Leadership>();
        services.AddSingleton<RetentionSweep>();
        services.AddSingleton<IRecurringJob>(p => p.GetRequiredService<RetentionSweep>());
        AddOperations(services);
        services.AddSingleton<IDeliveryStore>(p => p.GetRequiredService<DatabaseSettings>().Provider is DatabaseProvider.Postgres
            ? ActivatorUtilities.CreateInstance<PostgresDeliveryStore>(p)
            : ActivatorUtilities.CreateInstance<SqliteDeliveryStore>(p));
        var crashAt = crashPointsAllowed ? configuration["Eci:Testing:CrashAt"] : null;
        services.AddSingleton<ICrashPoint>(string.IsNullOrEmpty(crashAt) ? new NoCrashPoint() : ArmedCrashPoint.Parse(crashAt));
        AddBus(services, routes);
        AddBackgroundWork(services, role);
        return services;
    }

    private static void AddOperations(IServiceCollection services)
    {
        services.AddSingleton(p => new DeadLetterService(p.GetRequiredService<IServiceScopeFactory>()));
        services.AddScoped(p => new MessageReader(p.GetRequiredService<EciDbContext>(), p.GetRequiredService<TenantScope>()));
        services.AddScoped(p => new MessageHistory(p.GetRequiredService<EciDbContext>(), p.GetRequiredService<MessageReader>()));
        services.AddScoped(p => new DeadLetters(
            p.GetRequiredService<EciDbContext>(),
            p.GetRequiredService<MessageReader>(),
            p.GetRequiredService<RouteTable>(),
            p.GetRequiredService<TimeProvider>()));
        services.AddScoped<IPersonalDataHolder, MessageHolder>();
    }

    private static void AddBackgroundWork(IServiceCollection services, MessagingRole role)
    {
        services.AddSingleton<MessageIntake>();
        services.AddSingleton<IMessageIntake>(p => p.GetRequiredService<MessageIntake>());
        if (role.AcceptsMessages)
            services.AddHostedService(p => p.GetRequiredService<MessageIntake>());
        services.AddHostedService<DeliveryWorker>();
        services.AddHostedService<PostgresWakeUp>();
        services.AddHostedService<UnsentMessages>();
        if (role.RunsSweeps)
        {
            services.AddHostedService<QueueMonitor>();
            services.AddHostedService<RecurringJobs>();
        }
    }

    private static void AddBus(IServiceCollection services, RouteTable routes)
    {
        services.AddScoped<IOutboxContextFactory<EciDbContext>, ConsumeUnitFactory>();
        services.AddMassTransit(bus =>
        {
            bus.AddDelayedMessageScheduler();
            foreach (var endpoint in routes.Endpoints)
                AddSubscriber(services, bus, routes, endpoint);
            bus.AddConfigureEndpointsCallback((context, _, endpoint) =>
            {
                var quick = context.GetRequiredService<IOptions<MessagingOptions>>().Value.QuickRetries;
                if (quick.Count > 0)
                {
                    endpoint.UseMessageRetry(retry =>
                    {
                        retry.Intervals([.. quick]);
                        retry.Handle<Exception>(FailurePolicy.IsWorthAQuickRetry);
                    });
                }

                var unit = new OutboxConsumePipeSpecificationObserver<EciDbContext>(endpoint, context);
                endpoint.ConnectConsumerConfigurationObserver(unit);
                endpoint.ConnectSagaConfigurationObserver(unit);
            });
            // The in-memory bus has no receive endpoints: it serialises and addresses, the queue in the database delivers.
            bus.UsingInMemory((_, factory) => factory.UseDelayedMessageScheduler());
            bus.ReplaceScoped<IScopedBusContextProvider<IBus>, ScopedBusProvider>();
        });
    }

    private static void AddSubscriber(IServiceCollection services, IBusRegistrationConfigurator bus, RouteTable routes, EndpointDefinition endpoint)
    {
        var subscriber = endpoint.Subscriber;
        if (subscriber is SagaRef saga)
        {
            Invoke(nameof(AddSaga), [subscriber.Implementation, saga.Instance], bus);
            return;
        }

        var consumer = ConsumerTypes.Of(subscriber);
        if (!typeof(IConsumer).IsAssignableFrom(consumer))
            throw new InvalidConfigurationException($"{consumer.Name} is routed as a consumer but does not implement IConsumer.");
        if (consumer != subscriber.Implementation)
        {
            services.AddScoped(subscriber.Implementation);
            var published = routes.Routes.Any(r => r.Subscriber == subscriber && r.OnSuccess is not null);
            var results = typeof(HandlerResults<>).MakeGenericType(subscriber.Implementation);
            services.AddSingleton(results, Activator.CreateInstance(results, [published])!);
        }

        Invoke(nameof(AddConsumer), [consumer], bus);
    }

    private static void Invoke(string method, Type[] types, IBusRegistrationConfigurator bus) =>
        typeof(MessagingRegistration).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(types).Invoke(null, [bus]);

    private static void AddConsumer<TConsumer>(IBusRegistrationConfigurator bus)
        where TConsumer : class, IConsumer => bus.AddConsumer<TConsumer>();

    private static void AddSaga<TMachine, TSaga>(IBusRegistrationConfigurator bus)
        where TMachine : class, SagaStateMachine<TSaga>
        where TSaga : class, SagaStateMachineInstance =>
        bus.AddSagaStateMachine<TMachine, TSaga>().Repository(repository =>
        {
            repository.RegisterLoadSagaRepository<TSaga, EciSagaRepository<TSaga>>();
            repository.RegisterQuerySagaRepository<TSaga, EciSagaRepository<TSaga>>();
            repository.RegisterSagaRepository<TSaga, EciDbContext, SagaConsumeContextFactory<EciDbContext, TSaga>, EciSagaRepository<TSaga>>();
        });
}
