namespace Eci.Commerce.Api.Timeline;

/// <summary>
/// Tells part of the story of orders and packages. Building blocks and modules register theirs as scoped services; nothing else has to
/// change for their entries to appear.
/// </summary>
public interface ITimelineSource
{
    /// <summary>Reads entries of many orders and packages at once, by a number of statements that does not depend on theirs. In any order.</summary>
    Task<IEnumerable<TimelineEntry>> ReadAsync(TimelineSubjects subjects, CancellationToken cancellationToken);
}

/// <summary>Whose story is wanted.</summary>
/// <param name="Orders">Orders; empty when only packages are asked about.</param>
/// <param name="Packages">Packages, those of the orders included.</param>
public sealed record TimelineSubjects(IReadOnlyList<Order> Orders, IReadOnlyList<Package> Packages)
{
    /// <summary>Ids of the packages.</summary>
    public IReadOnlyList<string> PackageIds { get; } = [.. Packages.Select(p => p.Id)];
}
