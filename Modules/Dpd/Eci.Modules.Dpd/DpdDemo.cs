using Eci.Core;
using Eci.Persistence;

namespace Eci.Modules.Dpd;

internal sealed class DpdDemo : IDemoData
{
    public void AddTo(EciDbContext database)
    {
        database.Add(DpdModule.NewApp(DemoTenant.DpdAppId, DemoTenant.Id, "Demo DPD"));
        database.Add(new IncomingWebhook { Id = DemoTenant.DpdWebhookId, TenantId = DemoTenant.Id, AppId = DemoTenant.DpdAppId });
        database.Add(new IntegrationApp
        {
            TenantId = DemoTenant.Id,
            IntegrationId = DemoTenant.TrackingIntegrationId,
            AppId = DemoTenant.DpdAppId,
            Role = IntegrationRole.Carrier,
        });
    }
}
