using Eci.Commerce;
using Eci.Modules.Saleor.Connection;
using Eci.Sync;
using Eci.Vocabulary;

namespace Eci.Modules.Saleor.Catalog.Products;

/// <summary>The rows that products refer to by ids of the shop: categories, sales channels, taxes.</summary>
internal sealed class ProductReferences
{
    private readonly string? _channel;
    private IReadOnlyDictionary<string, string> _channelsOfShop = new Dictionary<string, string>(StringComparer.Ordinal);

    private ProductReferences(string? channel) => _channel = channel;

    public IReadOnlyDictionary<string, string> Categories { get; private init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Channels { get; private init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Taxes { get; private init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What rows refer to, when there are no products of the shop.</summary>
    public static async Task<ProductReferences> OfRowsAsync(SyncContext context, IEnumerable<Product> rows, CancellationToken cancellationToken)
    {
        var references = await LoadAsync(context, [], cancellationToken);
        await references.LoadChannelsOfAsync(context, rows, cancellationToken);
        return references;
    }

    public static async Task<ProductReferences> LoadAsync(SyncContext context, IReadOnlyList<SaleorProduct> products, CancellationToken cancellationToken)
    {
        var channels = products.SelectMany(p => p.ChannelListings ?? []).Select(l => l.Channel.Id)
            .Concat(products.SelectMany(p => p.Variants ?? []).SelectMany(v => v.ChannelListings ?? []).Select(l => l.Channel.Id));
        return new ProductReferences((context.App as SaleorApp)?.Settings.Channel)
        {
            Categories = await FindAsync(SyncEntities.Categories, products.Select(p => p.Category?.Id)),
            Channels = await FindAsync(SyncEntities.SalesChannels, channels),
            Taxes = await FindAsync(SyncEntities.Taxes, products.Select(p => p.TaxClassId)),
        };

        Task<IReadOnlyDictionary<string, string>> FindAsync(string entity, IEnumerable<string?> ids) =>
            context.Links.InternalIdsAsync(entity, [.. ids.OfType<string>().Distinct(StringComparer.Ordinal)], cancellationToken);
    }

    /// <summary>Learns which channels of rows are the shop's.</summary>
    public async Task LoadChannelsOfAsync(SyncContext context, IEnumerable<Product> rows, CancellationToken cancellationToken)
    {
        var ids = rows.SelectMany(p => p.Listings.Select(l => l.SalesChannelId)
            .Concat(p.Variants.SelectMany(v => v.Prices).Select(price => price.SalesChannelId)));
        _channelsOfShop = await context.Links.ExternalIdsAsync(SyncEntities.SalesChannels, [.. ids.Distinct(StringComparer.Ordinal)], cancellationToken);
    }

    /// <summary>Whether the app uses a channel of the shop.</summary>
    public bool IsWanted(SaleorChannelReference channel) => _channel is null || string.Equals(channel.Slug, _channel, StringComparison.Ordinal);

    /// <summary>Whether a channel of the hub is one of the shop.</summary>
    public bool IsOfShop(string salesChannelId) => _channelsOfShop.ContainsKey(salesChannelId);

    /// <summary>What a product waits for; null: nothing.</summary>
    public SyncDependency? Missing(SaleorProduct product)
    {
        if (product.Category?.Id is { } category && !Categories.ContainsKey(category))
            return new SyncDependency(SyncEntities.Categories, category);
        if (product.TaxClassId is { } tax && !Taxes.ContainsKey(tax))
            return new SyncDependency(SyncEntities.Taxes, tax);
        var channels = (product.ChannelListings ?? []).Select(l => l.Channel)
            .Concat((product.Variants ?? []).SelectMany(v => v.ChannelListings ?? []).Select(l => l.Channel));
        return channels.FirstOrDefault(c => IsWanted(c) && !Channels.ContainsKey(c.Id)) is { } channel
            ? new SyncDependency(SyncEntities.SalesChannels, channel.Id)
            : null;
    }

    /// <summary>Gets what is missing.</summary>
    public static SyncWish Fetch(SyncDependency missing) => new(missing.Entity, SyncDirection.Pull, missing.Key);
}
