using Eci.Modules.Sandbox.Saleor.Model;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>Something that happened to a product.</summary>
internal abstract class ProductHappening(Product product) : ShopEvent
{
    public Product? Product(string? channel) => product;

    internal override string Subject => product.Id;
}

/// <summary>Something that happened to a variant.</summary>
internal abstract class VariantHappening(ProductVariant variant) : ShopEvent
{
    public ProductVariant? ProductVariant(string? channel) => variant;

    internal override string Subject => variant.Id;
}

/// <summary>Something that happened to the stock of a variant.</summary>
internal abstract class StockHappening(ProductVariant variant, Warehouse warehouse) : VariantHappening(variant)
{
    public Warehouse? Warehouse => warehouse;
}

/// <summary>Something that happened to a category.</summary>
internal abstract class CategoryHappening(Category category) : ShopEvent
{
    public Category? Category => category;

    internal override string Subject => category.Id;
}

/// <summary>Something that happened to a customer.</summary>
internal abstract class CustomerHappening(User user) : ShopEvent
{
    public User? User => user;

    internal override string Subject => user.Id;
}

[Implements(typeof(IShopEvent))]
internal sealed class TransactionItemMetadataUpdated(TransactionItem transaction) : ShopEvent
{
    public TransactionItem? Transaction => transaction;

    internal override string Subject => transaction.Id;
}

[Implements(typeof(IShopEvent))]
internal sealed class ProductCreated(Product product) : ProductHappening(product);

[Implements(typeof(IShopEvent))]
internal sealed class ProductUpdated(Product product) : ProductHappening(product);

[Implements(typeof(IShopEvent))]
internal sealed class ProductDeleted(Product product) : ProductHappening(product);

[Implements(typeof(IShopEvent))]
internal sealed class ProductMetadataUpdated(Product product) : ProductHappening(product);

[Implements(typeof(IShopEvent))]
internal sealed class ProductVariantCreated(ProductVariant variant) : VariantHappening(variant);

[Implements(typeof(IShopEvent))]
internal sealed class ProductVariantUpdated(ProductVariant variant) : VariantHappening(variant);

[Implements(typeof(IShopEvent))]
internal sealed class ProductVariantDeleted(ProductVariant variant) : VariantHappening(variant);

[Implements(typeof(IShopEvent))]
internal sealed class ProductVariantMetadataUpdated(ProductVariant variant) : VariantHappening(variant);

[Implements(typeof(IShopEvent))]
internal sealed class ProductVariantOutOfStock(ProductVariant variant, Warehouse warehouse) : StockHappening(variant, warehouse);

[Implements(typeof(IShopEvent))]
internal sealed class ProductVariantBackInStock(ProductVariant variant, Warehouse warehouse) : StockHappening(variant, warehouse);

[Implements(typeof(IShopEvent))]
internal sealed class ProductVariantStockUpdated(ProductVariant variant, Warehouse warehouse) : StockHappening(variant, warehouse);

[Implements(typeof(IShopEvent))]
internal sealed class CategoryCreated(Category category) : CategoryHappening(category);

[Implements(typeof(IShopEvent))]
internal sealed class CategoryUpdated(Category category) : CategoryHappening(category);

[Implements(typeof(IShopEvent))]
internal sealed class CategoryDeleted(Category category) : CategoryHappening(category);

[Implements(typeof(IShopEvent))]
internal sealed class CustomerCreated(User user) : CustomerHappening(user);

[Implements(typeof(IShopEvent))]
internal sealed class CustomerUpdated(User user) : CustomerHappening(user);

[Implements(typeof(IShopEvent))]
internal sealed class CustomerMetadataUpdated(User user) : CustomerHappening(user);
