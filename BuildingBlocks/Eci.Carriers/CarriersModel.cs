using Eci.Carriers.Budget;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Carriers;

internal sealed class CarriersModel : IModelContribution
{
    private const int IdLength = 60;

    public void Configure(ModelBuilder model)
    {
        model.Entity<PackagePoll>(e =>
        {
            e.ToTable("carriers_poll");
            e.HasKey(p => p.PackageId);
            e.Property(p => p.PackageId).HasMaxLength(IdLength);
            e.Property(p => p.TenantId).HasMaxLength(IdLength);
            e.Property(p => p.LeaseToken).IsConcurrencyToken();
            e.HasIndex(p => p.LeaseToken).HasFilter("lease_token IS NOT NULL");
        });
        model.Entity<AppBudget>(e =>
        {
            e.ToTable("carriers_budget");
            e.HasKey(b => b.AppId);
            e.Property(b => b.AppId).HasMaxLength(IdLength);
            e.Property(b => b.TenantId).HasMaxLength(IdLength);
        });
    }
}
