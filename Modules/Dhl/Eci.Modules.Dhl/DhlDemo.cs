using Eci.Core;
using Eci.Persistence;
using Microsoft.Extensions.Hosting;

namespace Eci.Modules.Dhl;

/// <summary>An account that asks the simulator. Elsewhere than in Development there is none, and DHL itself must not be asked with its keys.</summary>
internal sealed class DhlDemo(CredentialProtector protector, IHostEnvironment environment) : IDemoData
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
            Enabled = environment.IsDevelopment(),
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
