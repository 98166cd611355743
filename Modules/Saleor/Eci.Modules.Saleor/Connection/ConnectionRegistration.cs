using Eci.Management.Kinds;
using Eci.Modules.Saleor.Connection.GraphQL;
using Eci.Modules.Saleor.Connection.Installation;
using Eci.Modules.Saleor.Connection.Manifest;
using Eci.Modules.Saleor.Connection.Registration;
using Eci.Modules.Saleor.Contracts;
using Eci.Modules.Saleor.Prepayment;
using Eci.Modules.Saleor.Webhooks;
using Eci.Modules.Saleor.Webhooks.Signature;
using Eci.Persistence;
using Eci.Web.GraphQL;
using Eci.Web.OutgoingHttp;
using Eci.Web.Webhooks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Saleor.Connection;

/// <summary>Everything by which shops and the hub come to trust each other.</summary>
internal static class ConnectionRegistration
{
    public static IServiceCollection AddSaleorConnection(this IServiceCollection services)
    {
        services.AddSingleton<IModelContribution, ConnectionModel>();
        services.AddSingleton<IDemoData, SaleorDemo>();
        services.AddSingleton<SaleorMetrics>();
        services.AddAppKind<SaleorKind>();
        services.AddAppKind<SaleorPrepaymentKind>();
        services.AddGuardedHttpClient(ShopProbe.Client);
        services.AddSingleton<ShopProbe>();
        services.AddSingleton<ShopKeyRing>();
        services.AddSingleton<ConnectionTrial>();
        services.AddSingleton<IShopAccess, InstallationState>();
        AddInstalling(services);
        services.AddSingleton<SaleorSignature>();
        services.AddWebhook<SaleorDelivery, SaleorApp, SaleorDeliveryValidator, SaleorEventEndpoint>();
        services.AddSingleton<IWebhookHandler<SaleorDelivery, SaleorPrepaymentApp>, PrepaymentEndpoint>();
        return services;
    }

    public static void MapSaleorConnection(this IEndpointRouteBuilder api)
    {
        ManifestEndpoint.Map(api);
        RegisterEndpoint.Map(api);
        SaleorEventEndpoint.Map(api);
        PrepaymentEndpoint.Map(api);
    }

    private static void AddInstalling(IServiceCollection services)
    {
        services.AddSingleton<UsableLinks>();
        services.AddSingleton<InstallationWriter>();
        services.AddSingleton<ShopRegistration>();
        services.AddSingleton<ManifestEndpoint>();
        services.AddSingleton<RegisterEndpoint>();
        services.AddScoped<ISaleorInstallLinks, InstallLinks>();
        services.AddScoped<InstallationService>();
        services.AddGraphQLContribution<InstallationFields>();
    }
}
