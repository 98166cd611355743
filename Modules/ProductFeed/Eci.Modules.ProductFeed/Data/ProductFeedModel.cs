using Eci.Core;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.ProductFeed.Data;

/// <summary>Builds know apps by their id only: an app may be deleted, and what was built for it goes afterwards.</summary>
internal sealed class ProductFeedModel : IModelContribution
{
    public const int ErrorLength = 200;

    private const int IdLength = 60;
    private const int HashLength = 64;

    public void Configure(ModelBuilder model)
    {
        model.Entity<App>().HasDiscriminator<string>("Kind").HasValue<ProductFeedApp>(ProductFeedApp.Kind);
        model.Entity<ProductFeedApp>().Property(a => a.Settings).IsSettings();
        model.Entity<Integration>().HasDiscriminator<string>("Kind").HasValue<ProductFeedIntegration>(ProductFeedIntegration.Kind);
        model.Entity<ProductFeedState>(e =>
        {
            e.ToTable("product_feed_state");
            e.HasKey(s => s.AppId);
            e.Property(s => s.BuildingId).HasMaxLength(IdLength);
            e.Property(s => s.CurrentBuildId).HasMaxLength(IdLength);
            e.Property(s => s.PreviousBuildId).HasMaxLength(IdLength);
            e.Property(s => s.Error).HasMaxLength(ErrorLength);
            e.Property(s => s.AppId).HasMaxLength(IdLength);
            e.HasIndex(s => s.TenantId);
        });
        model.Entity<ProductFeedFile>(e =>
        {
            e.ToTable("product_feed_file");
            e.HasKey(f => new { f.BuildId, f.Variant, f.Format });
            e.Property(f => f.BuildId).HasMaxLength(IdLength);
            e.Property(f => f.AppId).HasMaxLength(IdLength);
            e.Property(f => f.Hash).HasMaxLength(HashLength);
            e.HasIndex(f => f.AppId);
        });
        model.Entity<ProductFeedPart>(e =>
        {
            e.ToTable("product_feed_part");
            e.HasKey(p => new { p.BuildId, p.Variant, p.Format, p.Number });
            e.Property(p => p.BuildId).HasMaxLength(IdLength);
            e.Property(p => p.AppId).HasMaxLength(IdLength);
            e.HasIndex(p => p.AppId);
        });
    }
}
