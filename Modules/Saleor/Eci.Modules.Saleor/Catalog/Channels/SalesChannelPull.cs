using System.Text.Json;
using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Connection;
using Eci.Sync;
using Eci.Sync.Storage;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Catalog.Channels;

/// <summary>A channel of the shop.</summary>
internal sealed record SaleorChannel(string Id, string Name, string? Slug, string? CurrencyCode);

internal sealed record SalesChannelsAnswer(IReadOnlyList<JsonElement>? Channels);

/// <summary>Sales channels: all of them at once, as the shop gives them without pages.</summary>
internal sealed class SalesChannelPull(SaleorClient client, TimeProvider time) : NamedPull<SaleorChannel, SalesChannel>
{
    private static readonly SaleorOperation<SalesChannelsAnswer> Operation = SaleorOperation.Query<SalesChannelsAnswer>("SalesChannels");

    public override string Entity => SyncEntities.SalesChannels;

    public override int Turn => SaleorTurns.SalesChannels;

    /// <summary>
    /// Nothing is sold there any more: the products are read once more, which takes the listings and prices away. The channel stays linked, so
    /// that they are known to be the shop's.
    /// </summary>
    public override async Task GoneAsync(SyncContext context, IReadOnlyList<string> externalIds, CancellationToken cancellationToken)
    {
        var links = await context.Links.InternalIdsAsync(Entity, externalIds, cancellationToken);
        string[] ids = [.. links.Values];
        var elsewhere = await context.Links.OtherSystemsAsync(ids, cancellationToken);
        foreach (var row in await context.Database.Set<SalesChannel>().Where(c => EF.Parameter(ids).Contains(c.Id)).ToListAsync(cancellationToken))
            row.Slug = elsewhere.Contains(row.Id) ? row.Slug : null;
        var cursor = await context.Database.Set<SyncCursor>().SingleOrDefaultAsync(
            c => c.AppId == context.App.Id && c.Entity == SyncEntities.Products && c.Direction == SyncDirection.Pull, cancellationToken);
        if (ids.Length > 0)
            cursor?.StartBackfill(from: null, time.GetUtcNow());
    }

    protected override string Label => "sales channel";

    protected override bool IsOn(SaleorSettings settings) => true;

    protected override async Task<SaleorConnection<SaleorChannel>> AskAsync(SaleorApp shop, PageVariables variables, CancellationToken cancellationToken)
    {
        var channels = (await client.SendAsync(shop, Operation, variables: null, cancellationToken)).Channels ?? [];
        var wanted = channels.Select(channel => SaleorEdge<SaleorChannel>.Of(channel, SaleorHttp.Json))
            .Where(edge => variables.Filter?.Ids is not { } ids || ids.Contains(edge.Node?.Id ?? edge.RawId, StringComparer.Ordinal));
        return new SaleorConnection<SaleorChannel>(channels.Count, PageInfo: null, [.. wanted]);
    }

    protected override string IdOf(SaleorChannel node) => node.Id;

    protected override string NameOf(SaleorChannel node) => node.Name;

    protected override string IdOf(SalesChannel row) => row.Id;

    protected override string KeyOf(SalesChannel row) => row.NormalizedName;

    protected override SalesChannel New(string tenantId, SaleorChannel node, string key)
    {
        var row = new SalesChannel { Id = Ids.New(IdPrefix.SalesChannel), TenantId = tenantId, Name = node.Name, NormalizedName = key };
        Update(row, node, key);
        return row;
    }

    protected override void Update(SalesChannel row, SaleorChannel node, string key)
    {
        row.Name = node.Name;
        row.NormalizedName = key;
        row.Slug = SaleorText.OrNull(node.Slug);
        row.Currency = node.CurrencyCode is { Length: 3 } currency ? currency.ToUpperInvariant() : row.Currency;
    }
}
