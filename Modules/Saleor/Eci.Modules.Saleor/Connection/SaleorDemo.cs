using Eci.Core;
using Eci.Persistence;
using Microsoft.Extensions.Hosting;

namespace Eci.Modules.Saleor.Connection;

/// <summary>An app that the sandbox's shop installs. Elsewhere than in Development there is no such shop.</summary>
internal sealed class SaleorDemo(IHostEnvironment environment) : IDemoData
{
    private const string TwiceAMinute = "*/30 * * * * *";

    public void AddTo(EciDbContext database)
    {
        database.Add(new SaleorApp
        {
            Id = DemoTenant.SaleorAppId,
            TenantId = DemoTenant.Id,
            Name = "Demo shop",
            CronSchedule = TwiceAMinute,
            Enabled = environment.IsDevelopment(),
            Settings = new SaleorSettings(RequestsPerSecond: 50),
            Credentials = null,
        });
        database.Add(new IntegrationApp
        {
            TenantId = DemoTenant.Id,
            IntegrationId = DemoTenant.OrderSyncIntegrationId,
            AppId = DemoTenant.SaleorAppId,
            Role = IntegrationRole.Shop,
        });
    }
}
