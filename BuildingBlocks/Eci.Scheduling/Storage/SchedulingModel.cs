using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Scheduling.Storage;

internal sealed class SchedulingModel : IModelContribution
{
    public const int ErrorLength = 500;
    public const int NameLength = 120;

    private const int IdLength = 60;

    public void Configure(ModelBuilder model)
    {
        model.Entity<ScheduledJob>(e =>
        {
            e.ToTable("scheduling_job");
            e.HasKey(j => j.AppId);
            e.Property(j => j.AppId).HasMaxLength(IdLength);
            e.Property(j => j.TenantId).HasMaxLength(IdLength);
            e.Property(j => j.Job).HasMaxLength(NameLength);
            e.Property(j => j.RunId).HasMaxLength(IdLength);
        });
        model.Entity<ScheduledRun>(e =>
        {
            e.ToTable("scheduling_run");
            e.Property(r => r.Id).HasMaxLength(IdLength);
            e.Property(r => r.TenantId).HasMaxLength(IdLength);
            e.Property(r => r.AppId).HasMaxLength(IdLength);
            e.Property(r => r.Job).HasMaxLength(NameLength);
            e.Property(r => r.Note).HasMaxLength(ErrorLength);
            e.Property(r => r.ErrorType).HasMaxLength(NameLength);
            e.Property(r => r.Error).HasMaxLength(ErrorLength);
            e.HasIndex(r => new { r.AppId, r.StartedAt });
            e.HasIndex(r => r.StartedAt);
            e.HasIndex(r => new { r.TenantId, r.StartedAt });
            e.HasIndex(r => r.Status).HasFilter("status = 'RUNNING'");
        });
    }
}
