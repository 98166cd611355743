using Eci.Commerce;
using Eci.Commerce.Api.Timeline;
using Eci.Management.Kinds;
using Eci.Modules.Orders.Contracts;
using Eci.Modules.Orders.Data;
using Eci.Modules.Orders.GraphQL;
using Eci.Modules.Orders.Integrations;
using Eci.Modules.Orders.Life;
using Eci.Modules.Orders.Steps;
using Eci.Modules.Orders.Timeline;
using Eci.Persistence;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eci.Modules.Orders;

/// <summary>The life of an order across systems: derived statuses, stages, steps of other modules.</summary>
public sealed class OrdersModule : IModule
{
    internal const string ModuleName = "orders";

    /// <summary>Follows orders: derives their statuses, moves their stages, awaits their steps.</summary>
    public static OrderLifeRef OrderLife { get; } = new();

    public string Name => ModuleName;

    public void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OrdersOptions>().Bind(configuration.GetSection(OrdersOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OrdersOptions>, OrdersOptionsValidator>();
        services.AddSingleton<IModelContribution, OrdersModel>();
        services.AddSingleton<IDemoData, OrdersDemo>();
        services.AddIntegrationKind<OrderSyncIntegrationKind>();
        services.AddScoped<ICommerceAnnouncement, CommerceAnnouncement>();
        services.AddScoped<OrderReader>();
        services.AddScoped<OrderSteps>();
        services.AddScoped<FollowOrder>();
        services.AddScoped<ITimelineSource, OrderTimeline>();
        services.AddOrdersGraphQL();
    }
}

/// <summary>The saga of orders and the topics it understands.</summary>
public sealed class OrderLifeRef : SagaRef, ISubscribesTo<OrderStored>, ISubscribesTo<OrderPackagesChanged>, ISubscribesTo<OrderStepReported>
{
    internal OrderLifeRef()
        : base(OrdersModule.ModuleName, typeof(OrderLifeStateMachine), typeof(OrderLifeState))
    {
    }
}
