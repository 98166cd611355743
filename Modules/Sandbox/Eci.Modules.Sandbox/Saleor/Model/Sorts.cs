using System.Globalization;
using Eci.Modules.Sandbox.Saleor.Api;

namespace Eci.Modules.Sandbox.Saleor.Model;

internal enum OrderDirection
{
    Asc,
    Desc,
}

internal static class OrderSorts
{
    public static Sort<Order> ByNumber { get; } = new("number", order => order.Sequence.ToString("D12", CultureInfo.InvariantCulture));

    public static Sort<Order> ByCreation { get; } = new("created", order => DateTimeScalar.Text(order.Created));

    public static Sort<Order> ByChange { get; } = new("changed", order => DateTimeScalar.Text(order.UpdatedAt));
}

internal static class CatalogSorts
{
    public static Sort<Category> CategoryNames { get; } = new("name", category => category.Name);

    public static Sort<Product> ProductSlugs { get; } = new("slug", product => product.Slug);

    public static Sort<Product> ProductNames { get; } = new("name", product => product.Name);

    public static Sort<Product> ProductChanges { get; } = new("changed", product => DateTimeScalar.Text(product.UpdatedAt));

    public static Sort<Product> ProductCreations { get; } = new("created", product => DateTimeScalar.Text(product.Created));

    public static Sort<ProductVariant> VariantNumbers { get; } = new("number", variant => variant.Number.ToString("D12", CultureInfo.InvariantCulture));

    public static Sort<ProductVariant> VariantChanges { get; } = new("changed", variant => DateTimeScalar.Text(variant.UpdatedAt));

    public static Sort<Warehouse> WarehouseNames { get; } = new("name", warehouse => warehouse.Name);

    public static Sort<TaxClass> TaxClassNames { get; } = new("name", taxClass => taxClass.Name);
}

internal static class UserSorts
{
    public static Sort<User> Emails { get; } = new("email", user => user.Email);

    public static Sort<User> Changes { get; } = new("changed", user => DateTimeScalar.Text(user.UpdatedAt));

    public static Sort<User> Creations { get; } = new("created", user => DateTimeScalar.Text(user.DateJoined));
}
