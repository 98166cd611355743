using System.Globalization;
using Eci.Modules.Sandbox.Saleor.Api;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>A shelf of the shop.</summary>
[Implements(typeof(IObjectWithMetadata))]
internal sealed class Category(int number, string slug, string name, Category? parent, DateTimeOffset updatedAt)
    : ShopObject(nameof(Category), number.ToString(CultureInfo.InvariantCulture))
{
    public string Name { get; set; } = name;

    public JsonText? Description => null;

    public string Slug => slug;

    public Category? Parent => parent;

    public int Level => parent is null ? 0 : parent.Level + 1;

    public string? SeoTitle => null;

    public string? SeoDescription => null;

    public DateTimeOffset UpdatedAt { get; set; } = updatedAt;

    public CountableConnection<Category>? Ancestors(IResolveFieldContext context, string? before, string? after, int? first, int? last) =>
        context.Shop().Data.Categories.Page(context, CatalogSorts.CategoryNames, IsBelow, new PageArguments(before, after, first, last));

    public CountableConnection<Category>? Children(IResolveFieldContext context, string? before, string? after, int? first, int? last) =>
        context.Shop().Data.Categories.Page(
            context, CatalogSorts.CategoryNames, child => ReferenceEquals(child.Parent, this), new PageArguments(before, after, first, last));

    internal override IReadOnlyList<string> Keepers { get; } = [Permissions.Products];

    private bool IsBelow(Category other) => parent is not null && (ReferenceEquals(parent, other) || parent.IsBelow(other));
}
