using Eci.Core;
using Microsoft.EntityFrameworkCore;

namespace Eci.Persistence.Model;

internal sealed class CoreModel : IModelContribution
{
    private const int IdLength = 60;
    private const int KindLength = 40;

    public void Configure(ModelBuilder model)
    {
        model.Entity<Tenant>(e =>
        {
            e.ToTable("core_tenant");
            e.Property(t => t.Id).HasMaxLength(IdLength);
            e.HasIndex(t => t.Name).IsUnique();
        });
        model.Entity<Subscription>(e =>
        {
            e.ToTable("core_subscription");
            e.Property(s => s.Id).HasMaxLength(IdLength);
            e.HasOne<Tenant>().WithMany().HasForeignKey(s => s.TenantId);
        });
        model.Entity<ApiKey>(e =>
        {
            e.ToTable("core_api_key");
            e.Property(k => k.Id).HasMaxLength(IdLength);
            e.HasIndex(k => k.Hash).IsUnique();
            e.HasOne<Tenant>().WithMany().HasForeignKey(k => k.TenantId);
        });
        ConfigureApps(model);
        ConfigureWebhooks(model);
        model.Entity<AuditEntry>(e =>
        {
            e.ToTable("core_audit_entry");
            e.Property(a => a.Id).HasMaxLength(IdLength);
            e.Property(a => a.Action).HasMaxLength(KindLength);
            e.Property(a => a.Subject).HasMaxLength(KindLength);
            e.HasIndex(a => new { a.TenantId, a.Time });
            e.HasIndex(a => new { a.SubjectId, a.Time });
            e.HasIndex(a => a.Time);
        });
        model.Entity<DataProtectionKey>(e =>
        {
            e.ToTable("core_data_protection_key");
            e.HasKey(k => k.FriendlyName);
        });
    }

    private static void ConfigureApps(ModelBuilder model)
    {
        model.Entity<App>(e =>
        {
            e.ToTable("core_app");
            e.Property(a => a.Id).HasMaxLength(IdLength);
            e.HasDiscriminator<string>("Kind");
            e.Property("Kind").HasMaxLength(KindLength);
            e.HasOne<Tenant>().WithMany().HasForeignKey(a => a.TenantId);
        });
        model.Entity<Integration>(e =>
        {
            e.ToTable("core_integration");
            e.Property(i => i.Id).HasMaxLength(IdLength);
            e.HasDiscriminator<string>("Kind");
            e.Property("Kind").HasMaxLength(KindLength);
            e.HasOne(i => i.Subscription).WithMany().HasForeignKey(i => i.SubscriptionId);
            e.HasOne<Tenant>().WithMany().HasForeignKey(i => i.TenantId);
        });
        model.Entity<IntegrationApp>(e =>
        {
            e.ToTable("core_integration_app");
            e.HasKey(l => new { l.IntegrationId, l.AppId, l.Role });
            e.Property(l => l.Role).HasMaxLength(KindLength);
            e.HasOne(l => l.Integration).WithMany(i => i.Apps).HasForeignKey(l => l.IntegrationId);
            e.HasOne(l => l.App).WithMany().HasForeignKey(l => l.AppId);
        });
    }

    private static void ConfigureWebhooks(ModelBuilder model)
    {
        model.Entity<IncomingWebhook>(e =>
        {
            e.ToTable("core_webhook");
            e.Property(w => w.Id).HasMaxLength(IdLength);
            e.Property(w => w.ExpiresAt).IsConcurrencyToken();
            e.HasOne(w => w.App).WithMany().HasForeignKey(w => w.AppId);
            e.HasMany(w => w.Secrets).WithOne().HasForeignKey(s => s.WebhookId);
        });
        model.Entity<WebhookSecret>(e =>
        {
            e.ToTable("core_webhook_secret");
            e.Property(s => s.Id).HasMaxLength(IdLength);
        });
    }
}
