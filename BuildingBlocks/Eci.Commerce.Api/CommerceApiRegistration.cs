using Eci.Commerce.Api.GraphQL;
using Eci.Commerce.Api.Orders;
using Eci.Commerce.Api.Privacy;
using Eci.Commerce.Api.Subscriptions;
using Eci.Commerce.Api.Timeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Commerce.Api;

/// <summary>Wires what GraphQL and the command line show of orders, contacts, packages and mails.</summary>
public static class CommerceApiRegistration
{
    /// <summary>Adds services and GraphQL fields.</summary>
    public static IServiceCollection AddEciCommerceApi(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddCommerceGraphQL();
        services.AddTimeline();
        services.AddOrderRegistration();
        services.AddPrivacy(configuration);
        services.AddSingleton<PackageChangeFeed>();
        return services;
    }
}
