using Eci.Commerce;
using Eci.Core;
using Microsoft.EntityFrameworkCore;

namespace Eci.Persistence.Model;

internal sealed class CommerceModel : IModelContribution
{
    private const int IdLength = 60;
    private const int TextLength = 200;
    private const int KindLength = 40;
    private const int CurrencyLength = 3;

    public void Configure(ModelBuilder model)
    {
        model.Entity<Contact>(e =>
        {
            e.ToTable("commerce_contact");
            e.Property(c => c.Id).HasMaxLength(IdLength);
            e.Property(c => c.Email).HasMaxLength(500);
            e.HasIndex(c => new { c.TenantId, c.Email }).IsUnique();
            e.HasIndex(c => new { c.TenantId, c.CreatedAt, c.Id });
            e.HasIndex(c => c.ErasedAt).HasFilter("erased_at IS NOT NULL");
            e.HasOne(c => c.Company).WithMany().HasForeignKey(c => c.CompanyId);
            e.HasOne<Tenant>().WithMany().HasForeignKey(c => c.TenantId);
        });
        model.Entity<Address>(e =>
        {
            e.ToTable("commerce_address");
            e.Property(a => a.Id).HasMaxLength(IdLength);
            e.HasIndex(a => new { a.TenantId, a.NormalizedName }).IsUnique();
            e.HasOne<Tenant>().WithMany().HasForeignKey(a => a.TenantId);
        });
        model.Entity<Order>(e =>
        {
            e.ToTable("commerce_order");
            e.Property(o => o.Id).HasMaxLength(IdLength);
            e.Property(o => o.TrackingToken).HasMaxLength(IdLength);
            e.HasIndex(o => new { o.TenantId, o.OrderNumber }).IsUnique();
            e.HasIndex(o => o.TrackingToken).IsUnique();
            e.HasIndex(o => new { o.TenantId, o.Date, o.Id });
            e.HasIndex(o => new { o.TenantId, o.CreatedAt, o.Id });
            e.HasIndex(o => new { o.TenantId, o.UpdatedAt, o.Id });
            e.HasIndex(o => new { o.TenantId, o.Origin, o.ReferenceNumber });
            e.Property(o => o.Origin).HasMaxLength(KindLength);
            e.Property(o => o.Currency).HasMaxLength(CurrencyLength);
            e.HasOne(o => o.SalesChannel).WithMany().HasForeignKey(o => o.SalesChannelId);
            e.HasOne(o => o.MainContact).WithMany().HasForeignKey(o => o.MainContactId);
            e.HasOne(o => o.ShippingAddress).WithMany().HasForeignKey(o => o.ShippingAddressId);
            e.HasOne(o => o.BillingAddress).WithMany().HasForeignKey(o => o.BillingAddressId);
            e.HasOne<Tenant>().WithMany().HasForeignKey(o => o.TenantId);
        });
        ConfigurePackages(model);
    }

    private static void ConfigurePackages(ModelBuilder model)
    {
        model.Entity<Package>(e =>
        {
            e.ToTable("commerce_package");
            e.Property(p => p.Id).HasMaxLength(IdLength);
            e.Property(p => p.TrackingId).HasMaxLength(TrackingNumber.MaxLength);
            e.Property(p => p.ReceivedBy).HasMaxLength(TextLength);
            e.Property(p => p.Number).HasMaxLength(TextLength);
            e.HasIndex(p => new { p.TenantId, p.TrackingId, p.Carrier }).IsUnique();
            e.HasIndex(p => new { p.TenantId, p.Number }).IsUnique().HasFilter("number IS NOT NULL");
            e.HasIndex(p => new { p.TenantId, p.AttentionSince });
            e.HasIndex(p => new { p.TenantId, p.CreatedAt, p.Id });
            e.HasIndex(p => new { p.TenantId, p.UpdatedAt, p.Id });
            e.HasIndex(p => new { p.TenantId, p.Carrier, p.CreatedAt }).HasFilter("state <> 'DELIVERED'");
            e.HasOne(p => p.Order).WithMany(o => o.Packages).HasForeignKey(p => p.OrderId);
            e.HasOne<Tenant>().WithMany().HasForeignKey(p => p.TenantId);
        });
        model.Entity<PackageEvent>(e =>
        {
            e.ToTable("commerce_package_event");
            e.Property(x => x.Id).HasMaxLength(IdLength);
            e.HasIndex(x => new { x.PackageId, x.Time, x.State, x.RawCode }).IsUnique();
            e.HasIndex(x => new { x.TenantId, x.RecordedAt, x.Id });
            e.HasIndex(x => x.RecordedAt).HasFilter("moved_from IS NOT NULL");
            e.HasOne(x => x.Package).WithMany(p => p.Events).HasForeignKey(x => x.PackageId);
        });
        model.Entity<TransactionalEmail>(e =>
        {
            e.ToTable("commerce_transactional_email");
            e.Property(x => x.Id).HasMaxLength(IdLength);
            e.HasIndex(x => x.PackageEventId).IsUnique();
            e.HasIndex(x => new { x.TenantId, x.Time, x.Id });
            e.HasIndex(x => x.Time).HasFilter("email IS NOT NULL");
            e.HasIndex(x => new { x.PackageId, x.State }).IsUnique().HasFilter("status = 'SENT'");
            e.HasOne(x => x.PackageEvent).WithOne(x => x.SentEmail).HasForeignKey<TransactionalEmail>(x => x.PackageEventId);
        });
    }
}
