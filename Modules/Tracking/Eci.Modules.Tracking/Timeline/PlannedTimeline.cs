using System.Globalization;
using Eci.Carriers;
using Eci.Commerce.Api.Timeline;
using Eci.Modules.Tracking.PackageLife;
using Eci.Persistence;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Eci.Modules.Tracking.Timeline;

/// <summary>What the hub is going to do about packages: look whether they moved, ask their carriers.</summary>
internal sealed class PlannedTimeline(EciDbContext database, IOptions<TrackingOptions> options) : ITimelineSource
{
    public async Task<IEnumerable<TimelineEntry>> ReadAsync(TimelineSubjects subjects, CancellationToken cancellationToken)
    {
        var open = subjects.Packages.Where(p => p.State is not PackageState.Delivered).ToList();
        var lives = open.ConvertAll(p => PackageLifeState.CorrelationOf(p.Id));
        var checks = await database.Set<PackageLifeState>().AsNoTracking()
            .Where(s => EF.Parameter(lives).Contains(s.CorrelationId))
            .ToListAsync(cancellationToken);
        var ids = open.Where(p => p.TrackingEnabled).Select(p => p.Id).ToList();
        var polls = await database.Set<PackagePoll>().AsNoTracking()
            .Where(p => EF.Parameter(ids).Contains(p.PackageId) && p.GaveUpReason == null)
            .ToListAsync(cancellationToken);
        return [.. checks.Select(Of), .. polls.Select(Of)];
    }

    private TimelineEntry Of(PackageLifeState life) => new(life.CheckAt, RecordedAt: null, TimelineKinds.Planned, "Look whether it moved")
    {
        PackageId = life.PackageId,
        Details = TimelineDetail.Of(
            ("what", "movementCheck"),
            ("lastMovementAt", Text(life.LastMovementAt)),
            ("expiresAt", Text(life.LastMovementAt + options.Value.ExpireAfter))),
    };

    private static TimelineEntry Of(PackagePoll poll) => new(poll.NextPollAt, RecordedAt: null, TimelineKinds.Planned, $"Ask {WireName.Of(poll.Carrier)} about it")
    {
        PackageId = poll.PackageId,
        Details = TimelineDetail.Of(("what", "poll"), ("lastPolledAt", poll.LastPolledAt is { } last ? Text(last) : null)),
    };

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
