using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Orders.Integrations;
using Eci.Modules.Orders.Life;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Orders.Data;

internal sealed class OrdersModel : IModelContribution
{
    private const int IdLength = 60;
    private const int StateLength = 40;

    public void Configure(ModelBuilder model)
    {
        model.Entity<Integration>().HasDiscriminator<string>("Kind").HasValue<OrderSyncIntegration>(OrderSyncIntegration.Kind);
        model.Entity<OrderStep>(e =>
        {
            e.ToTable("orders_step");
            e.Property(s => s.Id).HasMaxLength(IdLength);
            e.Property(s => s.Name).HasMaxLength(IdLength);
            e.Property(s => s.Key).HasMaxLength(IdLength);
            e.HasIndex(s => new { s.OrderId, s.Name, s.Key }).IsUnique();
            e.HasIndex(s => new { s.TenantId, s.UpdatedAt, s.Id });
            e.HasIndex(s => new { s.TenantId, s.OverdueSince }).HasFilter("overdue_since IS NOT NULL");
            e.HasOne<Order>().WithMany().HasForeignKey(s => s.OrderId);
        });
        model.Entity<ReachedStage>(e =>
        {
            e.ToTable("orders_reached_stage");
            e.HasKey(s => new { s.OrderId, s.Stage });
            e.HasOne<Order>().WithMany().HasForeignKey(s => s.OrderId);
        });
        model.Entity<OrderLifeState>(e =>
        {
            e.ToTable("orders_life");
            e.HasKey(s => s.CorrelationId);
            e.Property(s => s.CorrelationId).ValueGeneratedNever();
            e.Ignore(s => s.SetsTimer);
            e.Property(s => s.CurrentState).HasMaxLength(StateLength);
        });
    }
}
