using Eci.Sync;

namespace Eci.Modules.Saleor.Client;

/// <summary>A page of a connection.</summary>
/// <param name="TotalCount">How many there are; null when it was not asked for.</param>
/// <param name="PageInfo">Whether and where it goes on.</param>
/// <param name="Edges">The records.</param>
internal sealed record SaleorConnection<TNode>(int? TotalCount, SaleorPageInfo? PageInfo, IReadOnlyList<SaleorEdge<TNode>>? Edges)
{
    /// <summary>The records, when all of them have to be known.</summary>
    /// <exception cref="RecordRefusedException">One of them is not what Saleor's contract says.</exception>
    public IReadOnlyList<TNode> Nodes => (Edges ?? []).Any(edge => edge.Raw is not null)
        ? throw new RecordRefusedException(code: null, "The shop's answer has a record that is not what its contract says.")
        : [.. (Edges ?? []).Select(edge => edge.Node!)];

    /// <summary>Where the next page begins; null after the last. A page that does not move on is the last.</summary>
    public string? NextCursor(string? after) =>
        PageInfo is { HasNextPage: true, EndCursor: { } end } && !string.Equals(end, after, StringComparison.Ordinal) ? end : null;
}

internal sealed record SaleorPageInfo(bool HasNextPage, string? EndCursor);

/// <summary>Sizes of pages.</summary>
internal static class SaleorPages
{
    /// <summary>Saleor gives no more at once.</summary>
    public const int MaxSize = 100;

    /// <summary>Reads single records by their ids, as many at once as Saleor gives.</summary>
    /// <param name="externalIds">What is wanted.</param>
    /// <param name="read">Asks for some of them.</param>
    public static async Task<IReadOnlyList<T>> InPortionsAsync<T>(
        IReadOnlyCollection<string> externalIds, Func<IReadOnlyList<string>, Task<IEnumerable<T>>> read)
    {
        var found = new List<T>(externalIds.Count);
        foreach (var portion in externalIds.Distinct(StringComparer.Ordinal).Chunk(MaxSize))
            found.AddRange(await read(portion));
        return found;
    }
}
