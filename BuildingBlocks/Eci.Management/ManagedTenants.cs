using Eci.Management.Apps;
using Eci.Management.Integrations;
using Eci.Management.Subscriptions;
using Eci.Management.Tenants;
using Eci.Management.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Management;

internal static class ManagedTenants
{
    /// <summary>Tenants and what belongs to them: apps, integrations, subscriptions, incoming webhooks.</summary>
    public static IServiceCollection AddManagedTenants(this IServiceCollection services) => services
        .AddTenants()
        .AddApps()
        .AddIntegrations()
        .AddSubscriptions()
        .AddIncomingWebhooks();
}
