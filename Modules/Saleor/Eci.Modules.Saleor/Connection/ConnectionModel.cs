using Eci.Core;
using Eci.Modules.Saleor.Connection.Installation;
using Eci.Modules.Saleor.Prepayment;
using Eci.Persistence;
using Eci.Web.OutgoingHttp;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Connection;

internal sealed class ConnectionModel : IModelContribution
{
    public const int VersionLength = 20;
    public const int SaleorIdLength = 200;

    private const int IdLength = 60;
    private const int KindLength = 40;
    private const int HashLength = 64;

    public void Configure(ModelBuilder model)
    {
        model.Entity<App>().HasDiscriminator<string>("Kind").HasValue<SaleorPrepaymentApp>(SaleorPrepaymentApp.Kind);
        model.Entity<SaleorPrepaymentApp>().Property(a => a.Settings).IsSettings();
        model.Entity<SaleorPrepaymentApp>().Property(a => a.Credentials).IsCredentials();
        model.Entity<SaleorInstallLink>(e =>
        {
            e.ToTable("saleor_install_link");
            e.Property(l => l.Id).HasMaxLength(IdLength);
            e.Property(l => l.WebhookId).HasMaxLength(IdLength);
            e.Property(l => l.SecretHash).HasMaxLength(HashLength);
            e.Property(l => l.UsedBy).HasMaxLength(OutgoingUrls.MaxLength);
            e.HasIndex(l => l.SecretHash).IsUnique();
            e.HasIndex(l => new { l.TenantId, l.ExpiresAt });
            e.HasOne<App>().WithMany().HasForeignKey(l => l.AppId);
        });
        model.Entity<SaleorInstallation>(e =>
        {
            e.ToTable("saleor_installation");
            e.HasKey(i => i.AppId);
            e.Property(i => i.Kind).HasMaxLength(KindLength);
            e.Property(i => i.ApiUrl).HasMaxLength(OutgoingUrls.MaxLength);
            e.Property(i => i.SaleorAppId).HasMaxLength(SaleorIdLength);
            e.Property(i => i.SchemaVersion).HasMaxLength(VersionLength);
            e.HasIndex(i => new { i.ApiUrl, i.Kind }).IsUnique();
            e.HasOne<App>().WithOne().HasForeignKey<SaleorInstallation>(i => i.AppId);
        });
    }
}
