using Eci.Core;
using Eci.Persistence;

namespace Eci.Modules.Orders.Integrations;

/// <summary>The integration that the demo's shop takes part in.</summary>
internal sealed class OrdersDemo : IDemoData
{
    public void AddTo(EciDbContext database) => database.Add(new OrderSyncIntegration
    {
        Id = DemoTenant.OrderSyncIntegrationId,
        TenantId = DemoTenant.Id,
        Name = "Demo orders",
        SubscriptionId = DemoTenant.SubscriptionId,
    });
}
