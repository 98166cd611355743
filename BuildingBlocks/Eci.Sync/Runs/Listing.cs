namespace Eci.Sync.Runs;

/// <summary>What the pages of one run had in common.</summary>
/// <param name="isOfAll">The window is everything.</param>
internal sealed class Listing(bool isOfAll)
{
    private readonly HashSet<string> _places = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private bool _isOfAll = isOfAll;

    /// <summary>Where the next page begins; null after the last one, and before the first.</summary>
    public string? Place { get; private set; }

    public DateTimeOffset? NewestChange { get; private set; }

    /// <summary>Ids of all records of the system; null when the pages held only some of them.</summary>
    public HashSet<string>? All => _isOfAll ? _ids : null;

    /// <exception cref="SystemUnavailableException">The page after this one was read already: it would never end.</exception>
    public void Add(PulledPage page)
    {
        _isOfAll |= page.IsOfAll;
        if (_isOfAll)
            _ids.UnionWith(page.Records.Select(record => record.ExternalId));
        var newest = page.Records.Max(record => record.UpdatedAt);
        NewestChange = NewestChange is null || newest > NewestChange ? newest : NewestChange;
        Place = page.NextCursor;
        if (Place is not null && !_places.Add(Place))
            throw new SystemUnavailableException("The system names a page as the next one that was read before.");
    }
}
