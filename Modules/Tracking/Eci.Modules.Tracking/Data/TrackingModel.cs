using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Tracking.PackageLife;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Tracking.Data;

internal sealed class TrackingModel : IModelContribution
{
    private const int IdLength = 60;
    private const int TextLength = 120;

    public void Configure(ModelBuilder model)
    {
        model.Entity<Integration>().HasDiscriminator<string>("Kind").HasValue<TrackingIntegration>(TrackingIntegration.Kind);
        model.Entity<App>().HasDiscriminator<string>("Kind").HasValue<TrackingEmailApp>(TrackingEmailApp.Kind);
        model.Entity<TrackingIntegration>().Property(i => i.Page!).IsSettings().IsRequired(false);
        model.Entity<TrackingEmailApp>().Property(a => a.Settings).IsSettings();
        model.Entity<EmailTemplate>(e =>
        {
            e.ToTable("tracking_email_template");
            e.Property(t => t.Id).HasMaxLength(IdLength);
            e.Property(t => t.Language).HasMaxLength(10);
            e.HasIndex(t => new { t.EmailAppId, t.State, t.Language }).IsUnique();
            e.HasOne<TrackingEmailApp>().WithMany().HasForeignKey(t => t.EmailAppId);
        });
        model.Entity<ParkedUpdate>(e =>
        {
            e.ToTable("tracking_parked_update");
            e.Property(p => p.Id).HasMaxLength(IdLength);
            e.Property(p => p.TrackingId).HasMaxLength(TrackingNumber.MaxLength);
            e.Property(p => p.RawCode).HasMaxLength(TextLength);
            e.HasIndex(p => new { p.TenantId, p.TrackingId, p.Carrier, p.Time, p.State, p.RawCode }).IsUnique();
            e.HasIndex(p => p.ReceivedAt);
        });
        model.Entity<UnmappedNews>(e =>
        {
            e.ToTable("tracking_unmapped_news");
            e.Property(u => u.Id).HasMaxLength(IdLength);
            e.HasIndex(u => u.ReceivedAt);
            e.HasIndex(u => new { u.TenantId, u.ReceivedAt });
            e.HasIndex(u => new { u.TenantId, u.SourceEventId });
        });
        model.Entity<PackageLifeState>(e =>
        {
            e.ToTable("tracking_package_life");
            e.HasKey(s => s.CorrelationId);
            e.Property(s => s.CorrelationId).ValueGeneratedNever();
            e.Property(s => s.CurrentState).HasMaxLength(TextLength);
        });
    }
}
