using System.Text;
using Eci.Core;
using Eci.Persistence;

namespace Eci.Modules.Tracking.Data;

internal sealed class TrackingDemo : IDemoData
{
    public void AddTo(EciDbContext database)
    {
        database.Add(new TrackingEmailApp
        {
            Id = DemoTenant.EmailAppId,
            TenantId = DemoTenant.Id,
            Name = "Demo mails",
            Settings = new TrackingEmailSettings(
                Sender: "versand@example.com", SenderName: "Demo Store", ReplyTo: "service@example.com", ShopName: "Demo Store", DefaultLanguage: "de"),
        });
        database.Add(new TrackingIntegration
        {
            Id = DemoTenant.TrackingIntegrationId,
            TenantId = DemoTenant.Id,
            Name = "Demo tracking",
            SubscriptionId = DemoTenant.SubscriptionId,
            Page = new TrackingPageSettings(
                ShopName: "Demo Store",
                AccentColor: "#0f766e",
                LogoUrl: $"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(EmbeddedText.Read("Data.demo-logo.svg")))}",
                SupportUrl: "https://example.com/help",
                SupportEmail: "service@example.com"),
        });
        database.Add(new IntegrationApp
        {
            TenantId = DemoTenant.Id,
            IntegrationId = DemoTenant.TrackingIntegrationId,
            AppId = DemoTenant.EmailAppId,
            Role = IntegrationRole.Email,
        });
    }
}
