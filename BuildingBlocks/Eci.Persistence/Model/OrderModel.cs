using Eci.Commerce;
using Eci.Core;
using Microsoft.EntityFrameworkCore;

namespace Eci.Persistence.Model;

/// <summary>What belongs to orders besides people and packages: lines, payments, invoices.</summary>
internal sealed class OrderModel : IModelContribution
{
    private const int IdLength = 60;
    private const int KeyLength = 200;
    private const int CurrencyLength = 3;

    public void Configure(ModelBuilder model)
    {
        ConfigureLines(model);
        ConfigureMoney(model);
        model.Entity<Company>(e =>
        {
            e.ToTable("commerce_company");
            e.Property(c => c.Id).HasMaxLength(IdLength);
            e.HasIndex(c => new { c.TenantId, c.NormalizedName }).IsUnique();
            e.HasOne<Tenant>().WithMany().HasForeignKey(c => c.TenantId);
        });
        model.Entity<ContactAddress>(e =>
        {
            e.ToTable("commerce_contact_address");
            e.HasKey(a => new { a.ContactId, a.AddressId });
            e.HasOne(a => a.Contact).WithMany(c => c.Addresses).HasForeignKey(a => a.ContactId);
            e.HasOne(a => a.Address).WithMany().HasForeignKey(a => a.AddressId);
        });
    }

    private static void ConfigureLines(ModelBuilder model)
    {
        model.Entity<OrderLineItem>(e =>
        {
            e.ToTable("commerce_order_line_item");
            e.Property(l => l.Id).HasMaxLength(IdLength);
            e.Property(l => l.LineKey).HasMaxLength(KeyLength);
            e.HasIndex(l => new { l.OrderId, l.LineKey }).IsUnique();
            e.HasOne(l => l.Order).WithMany(o => o.LineItems).HasForeignKey(l => l.OrderId);
            e.HasOne(l => l.ProductVariant).WithMany().HasForeignKey(l => l.ProductVariantId);
            e.HasOne(l => l.Tax).WithMany().HasForeignKey(l => l.TaxId);
            e.HasOne<Warehouse>().WithMany().HasForeignKey(l => l.WarehouseId);
        });
        model.Entity<PackageLineItem>(e =>
        {
            e.ToTable("commerce_package_line_item");
            e.Property(l => l.Id).HasMaxLength(IdLength);
            e.HasIndex(l => new { l.PackageId, l.Position }).IsUnique();
            e.HasOne(l => l.Package).WithMany(p => p.LineItems).HasForeignKey(l => l.PackageId);
            e.HasOne(l => l.OrderLineItem).WithMany().HasForeignKey(l => l.OrderLineItemId);
            e.HasOne<Warehouse>().WithMany().HasForeignKey(l => l.WarehouseId);
        });
        model.Entity<OrderMetadata>(e =>
        {
            e.ToTable("commerce_order_metadata");
            e.HasKey(m => new { m.OrderId, m.Key });
            e.Property(m => m.Key).HasMaxLength(KeyLength);
            e.HasOne<Order>().WithMany(o => o.Metadata).HasForeignKey(m => m.OrderId);
        });
    }

    private static void ConfigureMoney(ModelBuilder model)
    {
        model.Entity<Payment>(e =>
        {
            e.ToTable("commerce_payment");
            e.Property(p => p.Id).HasMaxLength(IdLength);
            e.Property(p => p.ReferenceNumber).HasMaxLength(KeyLength);
            e.Property(p => p.Currency).HasMaxLength(CurrencyLength);
            e.HasIndex(p => new { p.TenantId, p.ReferenceNumber }).IsUnique();
            e.HasIndex(p => new { p.TenantId, p.CreatedAt, p.Id });
            e.HasOne(p => p.Order).WithMany(o => o.Payments).HasForeignKey(p => p.OrderId);
            e.HasOne(p => p.PaymentMethod).WithMany().HasForeignKey(p => p.PaymentMethodId);
            e.HasOne<Tenant>().WithMany().HasForeignKey(p => p.TenantId);
        });
        model.Entity<PaymentMethod>(e =>
        {
            e.ToTable("commerce_payment_method");
            e.Property(m => m.Id).HasMaxLength(IdLength);
            e.Property(m => m.Currency).HasMaxLength(CurrencyLength);
            e.HasIndex(m => new { m.TenantId, m.Gateway, m.Method, m.Currency }).IsUnique();
            e.HasOne<Tenant>().WithMany().HasForeignKey(m => m.TenantId);
        });
        model.Entity<Invoice>(e =>
        {
            e.ToTable("commerce_invoice");
            e.Property(i => i.Id).HasMaxLength(IdLength);
            e.Property(i => i.InvoiceNumber).HasMaxLength(KeyLength);
            e.Property(i => i.Currency).HasMaxLength(CurrencyLength);
            e.HasIndex(i => new { i.TenantId, i.InvoiceNumber }).IsUnique();
            e.HasIndex(i => new { i.TenantId, i.CreatedAt, i.Id });
            e.HasOne<Contact>().WithMany().HasForeignKey(i => i.MainContactId);
            e.HasOne<Tenant>().WithMany().HasForeignKey(i => i.TenantId);
        });
        model.Entity<InvoiceOrder>(e =>
        {
            e.ToTable("commerce_invoice_order");
            e.HasKey(o => new { o.InvoiceId, o.OrderId });
            e.HasOne(o => o.Invoice).WithMany(i => i.Orders).HasForeignKey(o => o.InvoiceId);
            e.HasOne(o => o.Order).WithMany().HasForeignKey(o => o.OrderId);
        });
    }
}
