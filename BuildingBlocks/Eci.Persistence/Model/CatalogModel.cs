using Eci.Commerce;
using Eci.Core;
using Microsoft.EntityFrameworkCore;

namespace Eci.Persistence.Model;

/// <summary>What a shop sells: products, prices, stock.</summary>
internal sealed class CatalogModel : IModelContribution
{
    private const int IdLength = 60;
    private const int KeyLength = 200;
    private const int CurrencyLength = 3;
    private const int CountryLength = 2;
    private const int KindLength = 40;

    public void Configure(ModelBuilder model)
    {
        ConfigureProducts(model);
        ConfigureProductParts(model);
        ConfigurePlaces(model);
        ConfigureChannels(model);
    }

    private static void ConfigureProducts(ModelBuilder model)
    {
        model.Entity<Product>(e =>
        {
            e.ToTable("commerce_product");
            e.Property(p => p.Id).HasMaxLength(IdLength);
            e.Property(p => p.CountryOfOrigin).HasMaxLength(CountryLength);
            e.HasIndex(p => new { p.TenantId, p.NormalizedName });
            e.HasIndex(p => new { p.TenantId, p.UpdatedAt, p.Id });
            e.HasIndex(p => new { p.TenantId, p.CreatedAt, p.Id });
            e.HasOne(p => p.Category).WithMany().HasForeignKey(p => p.CategoryId);
            e.HasOne<Tenant>().WithMany().HasForeignKey(p => p.TenantId);
        });
        model.Entity<ProductVariant>(e =>
        {
            e.ToTable("commerce_product_variant");
            e.Property(v => v.Id).HasMaxLength(IdLength);
            e.Property(v => v.Sku).HasMaxLength(KeyLength);
            e.HasIndex(v => new { v.TenantId, v.Sku }).IsUnique();
            e.HasOne(v => v.Product).WithMany(p => p.Variants).HasForeignKey(v => v.ProductId);
            e.HasOne(v => v.SalesTax).WithMany().HasForeignKey(v => v.SalesTaxId);
            e.HasOne<Warehouse>().WithMany().HasForeignKey(v => v.DefaultWarehouseId);
            e.HasOne<Tenant>().WithMany().HasForeignKey(v => v.TenantId);
        });
        model.Entity<Category>(e =>
        {
            e.ToTable("commerce_category");
            e.Property(c => c.Id).HasMaxLength(IdLength);
            e.HasIndex(c => new { c.TenantId, c.Slug }).IsUnique().HasFilter("slug IS NOT NULL");
            e.HasIndex(c => new { c.TenantId, c.NormalizedName });
            e.HasOne<Category>().WithMany().HasForeignKey(c => c.ParentCategoryId);
            e.HasOne<Tenant>().WithMany().HasForeignKey(c => c.TenantId);
        });
    }

    private static void ConfigureProductParts(ModelBuilder model)
    {
        model.Entity<ProductMedia>(e =>
        {
            e.ToTable("commerce_product_media");
            e.Property(m => m.Id).HasMaxLength(IdLength);
            e.HasIndex(m => new { m.ProductId, m.Url }).IsUnique();
            e.HasOne<Product>().WithMany(p => p.Media).HasForeignKey(m => m.ProductId);
            e.HasOne<ProductVariant>().WithMany().HasForeignKey(m => m.ProductVariantId);
        });
        model.Entity<ProductAttribute>(e =>
        {
            e.ToTable("commerce_product_attribute");
            e.Property(a => a.Id).HasMaxLength(IdLength);
            e.HasIndex(a => new { a.ProductId, a.NormalizedName });
            e.HasOne<Product>().WithMany(p => p.Attributes).HasForeignKey(a => a.ProductId);
            e.HasOne<ProductVariant>().WithMany().HasForeignKey(a => a.ProductVariantId);
        });
        model.Entity<ProductListing>(e =>
        {
            e.ToTable("commerce_product_listing");
            e.HasKey(l => new { l.ProductId, l.SalesChannelId });
            e.HasIndex(l => new { l.SalesChannelId, l.ProductId });
            e.HasOne<Product>().WithMany(p => p.Listings).HasForeignKey(l => l.ProductId);
            e.HasOne(l => l.SalesChannel).WithMany().HasForeignKey(l => l.SalesChannelId);
        });
    }

    private static void ConfigurePlaces(ModelBuilder model)
    {
        model.Entity<Warehouse>(e =>
        {
            e.ToTable("commerce_warehouse");
            e.Property(w => w.Id).HasMaxLength(IdLength);
            e.HasIndex(w => new { w.TenantId, w.NormalizedName }).IsUnique();
            e.HasOne<Tenant>().WithMany().HasForeignKey(w => w.TenantId);
        });
        model.Entity<StockEntry>(e =>
        {
            e.ToTable("commerce_stock_entry");
            e.Property(s => s.Id).HasMaxLength(IdLength);
            e.Property(s => s.Owner).HasMaxLength(KindLength);
            e.HasIndex(s => new { s.ProductVariantId, s.WarehouseId }).IsUnique();
            e.HasIndex(s => new { s.TenantId, s.UpdatedAt });
            e.HasOne(s => s.Warehouse).WithMany().HasForeignKey(s => s.WarehouseId);
            e.HasOne(s => s.ProductVariant).WithMany(v => v.Stock).HasForeignKey(s => s.ProductVariantId);
        });
        model.Entity<Tax>(e =>
        {
            e.ToTable("commerce_tax");
            e.Property(t => t.Id).HasMaxLength(IdLength);
            e.HasIndex(t => new { t.TenantId, t.NormalizedName }).IsUnique();
            e.HasOne<Tenant>().WithMany().HasForeignKey(t => t.TenantId);
        });
    }

    private static void ConfigureChannels(ModelBuilder model)
    {
        model.Entity<SalesChannel>(e =>
        {
            e.ToTable("commerce_sales_channel");
            e.Property(c => c.Id).HasMaxLength(IdLength);
            e.Property(c => c.Currency).HasMaxLength(CurrencyLength);
            e.HasIndex(c => new { c.TenantId, c.NormalizedName }).IsUnique();
            e.HasOne<Tenant>().WithMany().HasForeignKey(c => c.TenantId);
        });
        model.Entity<SalesChannelPrice>(e =>
        {
            e.ToTable("commerce_sales_channel_price");
            e.Property(p => p.Id).HasMaxLength(IdLength);
            e.Property(p => p.Currency).HasMaxLength(CurrencyLength);
            e.HasIndex(p => new { p.ProductVariantId, p.SalesChannelId, p.MinQuantity, p.ValidFrom }).IsUnique();
            e.HasOne(p => p.SalesChannel).WithMany().HasForeignKey(p => p.SalesChannelId);
            e.HasOne(p => p.ProductVariant).WithMany(v => v.Prices).HasForeignKey(p => p.ProductVariantId);
        });
    }
}
