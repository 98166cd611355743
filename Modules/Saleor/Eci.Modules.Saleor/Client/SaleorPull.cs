using System.Text.Json;
using Eci.Core;
using Eci.Modules.Saleor.Connection;
using Eci.Sync;

namespace Eci.Modules.Saleor.Client;

/// <summary>Variables of the operations that read pages.</summary>
/// <param name="First">How many at most.</param>
/// <param name="After">Where the page before ended.</param>
/// <param name="Filter">What is wanted; null: all.</param>
/// <param name="Ids">The records that are wanted, where the operation has no filter for them.</param>
/// <param name="Channel">Slug of the only channel that counts.</param>
internal sealed record PageVariables(
    int First, string? After = null, SaleorFilter? Filter = null, IReadOnlyList<string>? Ids = null, string? Channel = null);

/// <summary>The filters that all connections have in common.</summary>
internal sealed record SaleorFilter(IReadOnlyList<string>? Ids = null, SaleorSince? UpdatedAt = null)
{
    public static SaleorFilter? ChangedSince(DateTimeOffset? moment) => moment is { } since ? new SaleorFilter(UpdatedAt: new SaleorSince(since)) : null;
}

internal sealed record SaleorSince(DateTimeOffset Gte);

/// <summary>Reads records of a shop by an operation with pages.</summary>
/// <typeparam name="TNode">A record as the shop gives it.</typeparam>
internal abstract class SaleorPull<TNode> : IPullSync
    where TNode : class
{
    public abstract string Entity { get; }

    public Type AppType => typeof(SaleorApp);

    public abstract int Turn { get; }

    /// <summary>A shop that has not installed the app is not asked.</summary>
    public bool IsOn(App app) => app is SaleorApp { Credentials: not null } shop && IsOn(shop.Settings);

    public async Task<PulledPage> ReadPageAsync(SyncContext context, PullWindow window, string? cursor, CancellationToken cancellationToken)
    {
        var variables = Window(window, cursor);
        var page = await AskAsync(ShopOf(context), variables, cancellationToken);
        return new PulledPage([.. Records(page)], page.NextCursor(cursor), page.TotalCount, IsOfAll: variables.Filter?.UpdatedAt is null);
    }

    public Task<IReadOnlyList<PulledRecord>> ReadAsync(
        SyncContext context, IReadOnlyCollection<string> externalIds, CancellationToken cancellationToken) =>
        SaleorPages.InPortionsAsync<PulledRecord>(externalIds, async ids =>
        {
            var answer = await AskAsync(ShopOf(context), Single(ids), cancellationToken);

            // What cannot be read may be any of those that were asked for: none of them may be taken for gone.
            return (answer.Edges ?? []).Any(edge => NameOf(edge) is null)
                ? throw new RecordRefusedException(code: null, "The shop's answer has a record without an id.")
                : Records(answer);
        });

    public abstract Task ApplyAsync(SyncContext context, IReadOnlyList<PulledRecord> records, CancellationToken cancellationToken);

    /// <summary>The link is forgotten; the row stays, since other rows point to it.</summary>
    public virtual Task GoneAsync(SyncContext context, IReadOnlyList<string> externalIds, CancellationToken cancellationToken) =>
        context.Links.ForgetAsync(Entity, externalIds, cancellationToken);

    protected abstract bool IsOn(SaleorSettings settings);

    protected abstract Task<SaleorConnection<TNode>> AskAsync(SaleorApp shop, PageVariables variables, CancellationToken cancellationToken);

    protected abstract string IdOf(TNode node);

    /// <summary>Null when the shop does not say when such a record changed.</summary>
    protected virtual DateTimeOffset? ChangedAt(TNode node) => null;

    /// <summary>Everything, unless the shop can tell what changed.</summary>
    protected virtual PageVariables Window(PullWindow window, string? cursor) => new(SaleorPages.MaxSize, cursor);

    protected virtual PageVariables Single(IReadOnlyList<string> ids) => new(SaleorPages.MaxSize, Filter: new SaleorFilter(ids));

    protected static SaleorApp ShopOf(SyncContext context) => (SaleorApp)context.App;

    /// <summary>What has no id cannot be named, and is left out.</summary>
    private IEnumerable<PulledRecord> Records(SaleorConnection<TNode> page)
    {
        foreach (var edge in page.Edges ?? [])
        {
            if (NameOf(edge) is not { } id)
                continue;
            yield return edge.Raw is { } raw
                ? PulledRecord.Unreadable(id, raw.GetRawText(), "The record is not what the shop's contract says.")
                : Record(edge.Node!);
        }
    }

    private string? NameOf(SaleorEdge<TNode> edge) => (edge.Raw is null ? IdOf(edge.Node!) : edge.RawId) is { Length: > 0 } id ? id : null;

    private PulledRecord Record(TNode node) =>
        new(IdOf(node), ChangedAt(node)?.ToUniversalTime(), PulledRecord.HashOf(JsonSerializer.Serialize(node, SaleorHttp.Json)), node);
}
