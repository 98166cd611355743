using Eci.Core;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Sync.Storage;

internal sealed class SyncModel : IModelContribution
{
    private const int IdLength = 60;
    private const int KindLength = 40;
    private const int KeyLength = 200;
    private const int TextLength = 500;

    public void Configure(ModelBuilder model)
    {
        model.Entity<SyncRecord>(e =>
        {
            e.ToTable("sync_record");
            e.Property(r => r.Id).HasMaxLength(IdLength);
            e.Property(r => r.Entity).HasMaxLength(KindLength);
            e.Property(r => r.Key).HasMaxLength(KeyLength);
            e.Property(r => r.BlockedBy).HasMaxLength(KeyLength + KindLength);
            e.Property(r => r.Error).HasMaxLength(TextLength);
            e.HasIndex(r => new { r.AppId, r.Entity, r.Direction, r.Key }).IsUnique();
            e.HasIndex(r => new { r.TenantId, r.BlockedBy }).HasFilter("blocked_by IS NOT NULL");
            e.HasIndex(r => new { r.AppId, r.NextAttemptAt }).HasFilter("next_attempt_at IS NOT NULL");
            e.HasIndex(r => new { r.TenantId, r.UpdatedAt, r.Id });
            e.HasOne<App>().WithMany().HasForeignKey(r => r.AppId);
        });
        model.Entity<SyncLink>(e =>
        {
            e.ToTable("sync_link");
            e.Property(l => l.Id).HasMaxLength(IdLength);
            e.Property(l => l.Entity).HasMaxLength(KindLength);
            e.Property(l => l.ExternalId).HasMaxLength(KeyLength);
            e.Property(l => l.InternalId).HasMaxLength(IdLength);
            e.HasIndex(l => new { l.AppId, l.Entity, l.ExternalId }).IsUnique();
            e.HasIndex(l => new { l.AppId, l.Entity, l.InternalId }).IsUnique();
            e.HasIndex(l => l.InternalId);
            e.HasOne<App>().WithMany().HasForeignKey(l => l.AppId);
        });
        model.Entity<SyncCursor>(e =>
        {
            e.ToTable("sync_cursor");
            e.HasKey(c => new { c.AppId, c.Entity, c.Direction });
            e.Property(c => c.Entity).HasMaxLength(KindLength);
            e.HasOne<App>().WithMany().HasForeignKey(c => c.AppId);
        });
        model.Entity<SyncPaceState>(e =>
        {
            e.ToTable("sync_pace");
            e.HasKey(p => p.AppId);
            e.Property(p => p.RestReason).HasMaxLength(TextLength);
            e.HasOne<App>().WithMany().HasForeignKey(p => p.AppId);
        });
    }
}
