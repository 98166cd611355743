using Eci.Management.Kinds;
using Eci.Messaging.Operations;
using Eci.Modules.Orders.Contracts;
using Eci.Modules.ProductFeed.Building;
using Eci.Modules.ProductFeed.Data;
using Eci.Modules.ProductFeed.Serving;
using Eci.Persistence;
using Eci.Web.Webhooks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eci.Modules.ProductFeed;

/// <summary>Product data for advertising platforms.</summary>
public sealed class ProductFeedModule : IModule
{
    internal const string ModuleName = "product-feed";

    /// <summary>Marks the feeds of a tenant as out of date.</summary>
    public static ConsumerRef<ProductStored> ProductChanged { get; } = new(ModuleName, typeof(ProductStoredConsumer), typeof(TenantsWithApp<ProductFeedApp>));

    /// <summary>Marks the feeds of a tenant as out of date.</summary>
    public static ConsumerRef<StockChanged> StockChanged { get; } = new(ModuleName, typeof(StockChangedConsumer), typeof(TenantsWithApp<ProductFeedApp>));

    public string Name => ModuleName;

    public void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ProductFeedOptions>().Bind(configuration.GetSection(ProductFeedOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProductFeedOptions>, ProductFeedOptionsValidator>();
        services.AddSingleton<IModelContribution, ProductFeedModel>();
        services.AddSingleton<ProductFeedMetrics>();
        services.AddSingleton<TenantsWithApp<ProductFeedApp>>();
        services.AddAppKind<ProductFeedKind>();
        services.AddIntegrationKind<ProductFeedIntegrationKind>();
        services.AddScoped<FeedMarks>();
        services.AddSingleton<FeedBuilder>();
        services.AddSingleton<IRecurringJob, FeedBuilds>();
        services.AddWebhook<FeedRequest, ProductFeedApp, FeedRequestValidator, FeedEndpoint>();
    }

    public void MapEndpoints(IEndpointRouteBuilder api) => FeedEndpoint.Map(api);
}
