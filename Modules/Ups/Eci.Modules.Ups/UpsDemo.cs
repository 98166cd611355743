using Eci.Core;
using Eci.Persistence;

namespace Eci.Modules.Ups;

internal sealed class UpsDemo(CredentialProtector protector) : IDemoData
{
    private const string EveryFewSeconds = "*/5 * * * * *";

    public void AddTo(EciDbContext database)
    {
        database.Add(new UpsApp
        {
            Id = DemoTenant.UpsAppId,
            TenantId = DemoTenant.Id,
            Name = "Demo UPS",
            CronSchedule = EveryFewSeconds,
            Settings = new UpsSettings(),
            Credentials = protector.Protect(new UpsCredentials("demo-ups-client", "demo-ups-secret")),
        });
        database.Add(new IntegrationApp
        {
            TenantId = DemoTenant.Id,
            IntegrationId = DemoTenant.TrackingIntegrationId,
            AppId = DemoTenant.UpsAppId,
            Role = IntegrationRole.Carrier,
        });
    }
}
