using System.Text.Json;
using Eci.Core;
using Eci.Modules.Saleor.Catalog;
using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Connection;
using Eci.Sync;

namespace Eci.Modules.Saleor.Orders;

/// <summary>Orders of a shop with their lines, people, payments and fulfilments: one request per page.</summary>
internal sealed class OrderPull(SaleorClient client, OrderStore store) : IPullSync
{
    /// <summary>Far below what Saleor lets a query cost, and small enough to be stored in one transaction.</summary>
    public const int PageSize = 50;

    private static readonly SaleorOperation<OrdersAnswer> Orders = SaleorOperation.Query<OrdersAnswer>("Orders");
    private static readonly object OldestChangeFirst = new { direction = "ASC", field = "LAST_MODIFIED_AT" };

    public string Entity => SyncEntities.Orders;

    public Type AppType => typeof(SaleorApp);

    public int Turn => SaleorTurns.Orders;

    /// <summary>Webhooks bring orders within seconds; a shop may announce a change before its search index has it.</summary>
    public TimeSpan Overlap => TimeSpan.FromHours(3);

    public TimeSpan? FirstWindow => TimeSpan.FromDays(2 * 365);

    public bool IsOn(App app) => app is SaleorApp { Credentials: not null, Settings.SyncOrders: true };

    public async Task<PulledPage> ReadPageAsync(SyncContext context, PullWindow window, string? cursor, CancellationToken cancellationToken)
    {
        object? filter = window.ChangedSince is { } since ? new { updatedAt = new { gte = since } } : null;
        var page = await AskAsync(context, filter, PageSize, cursor, cancellationToken);
        return new PulledPage(Records(page), page.NextCursor(cursor), page.TotalCount);
    }

    public async Task<IReadOnlyList<PulledRecord>> ReadAsync(
        SyncContext context, IReadOnlyCollection<string> externalIds, CancellationToken cancellationToken) =>
        await SaleorPages.InPortionsAsync<PulledRecord>(
            externalIds, async ids => Records(await AskAsync(context, new { ids }, ids.Count, cursor: null, cancellationToken)));

    public Task ApplyAsync(SyncContext context, IReadOnlyList<PulledRecord> records, CancellationToken cancellationToken) =>
        store.ApplyAsync(context, records, cancellationToken);

    private async Task<SaleorConnection<JsonElement>> AskAsync(
        SyncContext context, object? filter, int size, string? cursor, CancellationToken cancellationToken)
    {
        var app = (SaleorApp)context.App;
        var variables = new { first = size, after = cursor, channel = app.Settings.Channel, filter, sortBy = OldestChangeFirst };
        var answer = await client.SendAsync(app, Orders, variables, cancellationToken);
        return answer.Orders ?? throw new SystemUnavailableException("The shop's answer holds no orders.");
    }

    private static List<PulledRecord> Records(SaleorConnection<JsonElement> page) => [.. page.Nodes.Select(Record).OfType<PulledRecord>()];

    private static PulledRecord? Record(JsonElement node)
    {
        if (node.ValueKind is not JsonValueKind.Object || !node.TryGetProperty("id", out var id) || id.GetString() is not { } externalId)
            return null;
        var hash = PulledRecord.HashOf(node.GetRawText());
        try
        {
            var order = node.Deserialize<SaleorOrder>(SaleorHttp.Json)!;
            return new PulledRecord(externalId, order.UpdatedAt, hash, order);
        }
        catch (JsonException)
        {
            return new PulledRecord(externalId, updatedAt: null, hash, new UnreadableOrder());
        }
    }
}

/// <summary>An order that is not what Saleor's contract says.</summary>
internal sealed record UnreadableOrder;
