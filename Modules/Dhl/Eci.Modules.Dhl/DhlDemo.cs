using Eci.Core;
using Eci.Persistence;

namespace Eci.Modules.Dhl;

internal sealed class DhlDemo(CredentialProtector protector) : IDemoData
{
    private const string EveryFewSeconds = "*/5 * * * * *";

    public void AddTo(EciDbContext database)
    {
        database.Add(new DhlApp
        {
            Id = DemoTenant.DhlAppId,
            TenantId = DemoTenant.Id,
            Name = "Demo DHL",
            CronSchedule = EveryFewSeconds,
            Settings = new DhlSettings(RequestsPerDay: 10_000, SpacingSeconds: 1),
            Credentials = protector.Protect(new DhlCredentials("demo-dhl-key")),
        });
        database.Add(new IntegrationApp
        {
            TenantId = DemoTenant.Id,
            IntegrationId = DemoTenant.TrackingIntegrationId,
            AppId = DemoTenant.DhlAppId,
            Role = IntegrationRole.Carrier,
        });
    }
}
