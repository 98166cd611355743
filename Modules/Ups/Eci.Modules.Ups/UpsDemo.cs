using Eci.Core;
using Eci.Persistence;
using Microsoft.Extensions.Hosting;

namespace Eci.Modules.Ups;

/// <summary>An account that asks the simulator. Elsewhere than in Development there is none, and UPS itself must not be asked with its keys.</summary>
internal sealed class UpsDemo(CredentialProtector protector, IHostEnvironment environment) : IDemoData
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
            Enabled = environment.IsDevelopment(),
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
