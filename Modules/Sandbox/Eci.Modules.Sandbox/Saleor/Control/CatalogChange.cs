using System.Globalization;
using Eci.Modules.Sandbox.Saleor.Api;
using Eci.Modules.Sandbox.Saleor.Desk;
using Eci.Modules.Sandbox.Saleor.Model;
using Eci.Modules.Sandbox.Saleor.Running;

namespace Eci.Modules.Sandbox.Saleor.Control;

/// <summary>The staff adds a product with one variant: body of <c>POST /sandbox/saleor/products</c>.</summary>
/// <param name="Name">Of the product.</param>
/// <param name="Sku">Of its variant.</param>
/// <param name="Price">With tax, in the currency of the channel.</param>
/// <param name="Quantity">Pieces in the first warehouse.</param>
/// <param name="Currency">Sold in the channel of this currency, <c>jpy-channel</c>, which is opened when there is none; null: in the first one.</param>
/// <param name="GiftCard">A gift card, which nobody ships.</param>
internal sealed record ProductAddition(
    string? Name, string? Sku, decimal Price = 10, int Quantity = 10, string? Currency = null, bool GiftCard = false) : ShopChange
{
    public override Task<object?> ApplyAsync(ShopApi api, ShopRequest request, CancellationToken cancellationToken)
    {
        const int AfterSeed = 1_000_000;
        var data = request.Data;
        if (string.IsNullOrWhiteSpace(Name) || string.IsNullOrWhiteSpace(Sku) || data.VariantBySku(Sku) is not null)
            throw new DeskException("name and sku: give both, and a SKU that the shop does not have yet.");
        if (Price < 0 || Quantity < 0)
            throw new DeskException("price and quantity: cannot be negative.");
        var number = AfterSeed + (int)data.NextNumber(nameof(Product));
        var channel = ChannelOf(data);
        var type = GiftCard ? GiftCards(data) : data.ProductTypes.All[0];
        var product = data.Products.Add(new Product(number, type, request.Now)
        {
            Name = Name,
            Slug = $"product-{number.ToString(CultureInfo.InvariantCulture)}",
            TaxClass = type.TaxClass,
            Category = data.Categories.All[^1],
        });
        product.Listings.Add(new ProductChannelListing(number, product, channel, request.Now));
        var variant = data.Variants.Add(new ProductVariant(number, product, Sku, request.Now) { Name = Name });
        variant.Listings.Add(new ProductVariantChannelListing(number, channel, Price));
        variant.Lying.Add(new Stock(number, variant, data.Warehouses.All[0], Quantity));
        product.Offered.Add(variant);
        data.Happened(new ProductCreated(product));
        data.Happened(new ProductVariantCreated(variant));
        return Task.FromResult<object?>(ProductView.Of(product));
    }

    private Channel ChannelOf(ShopData data)
    {
        if (Currency is null)
            return data.Channels.All[0];
        if (data.Channels.All.FirstOrDefault(channel => channel.Currency == Currency) is { } known)
            return known;
        var number = (int)data.NextNumber(nameof(Channel)) + 1000;
        var opened = data.Channels.Add(new Channel(number, $"{Currency.ToLowerInvariant()}-channel", $"Shop in {Currency}", Currency, Country.Germany));
        data.ShippingMethods[opened] = [new ShippingMethod(number, "Standard", Currency, 5)];
        return opened;
    }

    private static ProductType GiftCards(ShopData data)
    {
        const string Slug = "gift-card";
        return data.ProductTypes.All.FirstOrDefault(type => type.Slug == Slug) ?? data.ProductTypes.Add(
            new ProductType((int)data.NextNumber(nameof(ProductType)) + 1000, Slug, "Gift card", hasVariants: false) { Kind = ProductTypeKindEnum.GiftCard });
    }
}

/// <summary>The staff changes a product: body of <c>PATCH /sandbox/saleor/products/{sku}</c>; what is missing stays.</summary>
/// <param name="Name">New name of the product.</param>
/// <param name="Price">New price of the variant in the first channel, with tax.</param>
/// <param name="Published">Whether channels show it.</param>
internal sealed record ProductEdit(string? Name = null, decimal? Price = null, bool? Published = null);

/// <summary>The staff changes the product that has a SKU.</summary>
internal sealed record ProductChange(string Sku, ProductEdit Edit) : ShopChange
{
    public override Task<object?> ApplyAsync(ShopApi api, ShopRequest request, CancellationToken cancellationToken)
    {
        var variant = request.Data.VariantBySku(Sku) ?? throw new DeskException($"There is no variant {Sku}.");
        if (Edit.Price < 0)
            throw new DeskException("price: cannot be negative.");
        var product = variant.Product;
        product.Name = Edit.Name ?? product.Name;
        product.Listings.ForEach(listing => listing.IsPublished = Edit.Published ?? listing.IsPublished);
        product.UpdatedAt = request.Now;
        if (Edit.Price is { } price && variant.ListingIn(request.Data.Channels.All[0]) is { } listing)
        {
            (listing.Regular, listing.Promotion) = (price, null);
            variant.UpdatedAt = request.Now;
            request.Data.Happened(new ProductVariantUpdated(variant));
        }

        request.Data.Happened(new ProductUpdated(product));
        return Task.FromResult<object?>(ProductView.Of(product));
    }
}

/// <summary>The staff deletes the product that has a SKU, with all its variants.</summary>
internal sealed record ProductRemoval(string Sku) : ShopChange
{
    public override Task<object?> ApplyAsync(ShopApi api, ShopRequest request, CancellationToken cancellationToken)
    {
        var product = (request.Data.VariantBySku(Sku) ?? throw new DeskException($"There is no variant {Sku}.")).Product;
        foreach (var variant in product.Offered)
        {
            request.Data.Variants.Remove(variant);
            request.Data.Happened(new ProductVariantDeleted(variant));
        }

        product.IsDeleted = true;
        request.Data.Products.Remove(product);
        request.Data.Happened(new ProductDeleted(product));
        return Task.FromResult<object?>(null);
    }
}

/// <summary>The staff counts what lies in a warehouse: body of <c>POST /sandbox/saleor/stock</c>.</summary>
/// <param name="Sku">The variant.</param>
/// <param name="Quantity">How many lie there, kept ones too.</param>
/// <param name="Warehouse">Slug; the first one when null.</param>
internal sealed record StockCount(string? Sku, int Quantity, string? Warehouse = null) : ShopChange
{
    public override Task<object?> ApplyAsync(ShopApi api, ShopRequest request, CancellationToken cancellationToken)
    {
        var variant = request.Data.VariantBySku(Sku) ?? throw new DeskException($"There is no variant {Sku}.");
        var warehouse = request.Data.Warehouses.All.FirstOrDefault(w => Warehouse is null || w.Slug == Warehouse)
            ?? throw new DeskException("warehouse: the shop has no such one.");
        if (Quantity < 0)
            throw new DeskException("quantity: cannot be negative.");
        new StockKeeping(request.Data).Set(variant, warehouse, Quantity, request.Now);
        return Task.FromResult<object?>(ProductView.Of(variant.Product));
    }
}

/// <summary>A product as the staff sees it.</summary>
internal sealed record ProductView(string Id, string Name, bool Published, IReadOnlyList<VariantView> Variants)
{
    public static ProductView Of(Product product) => new(
        product.Id, product.Name, product.Listings.Exists(listing => listing.IsPublished), [.. product.Offered.Select(VariantView.Of)]);
}

internal sealed record VariantView(string Id, string? Sku, string Name, decimal? Price, IReadOnlyDictionary<string, StockView> Stocks)
{
    public static VariantView Of(ProductVariant variant) => new(
        variant.Id,
        variant.Sku,
        variant.Name,
        variant.Listings.FirstOrDefault()?.Regular,
        variant.Lying.ToDictionary(stock => stock.Warehouse.Slug, stock => new StockView(stock.OnHand, stock.Allocated), StringComparer.Ordinal));
}

internal sealed record StockView(int Quantity, int Allocated);
