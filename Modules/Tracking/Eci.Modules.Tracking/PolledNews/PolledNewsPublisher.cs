using Eci.Carriers;
using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Tracking.Contracts;
using Eci.Modules.Tracking.Data;
using Eci.Persistence;
using Eci.Vocabulary;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Eci.Modules.Tracking.PolledNews;

/// <summary>
/// Publishes what carriers answered and the hub does not know. Compares with what is stored: what was published before and is still on
/// its way is published again, and recognised when it is stored.
/// </summary>
internal sealed class PolledNewsPublisher(EciDbContext database, IPublishEndpoint publish, IOptions<TrackingOptions> options, TimeProvider time) : ICarrierNews
{
    public async Task<IReadOnlyDictionary<string, int>> PublishAsync(IReadOnlyList<PackageAnswer> answers, CancellationToken cancellationToken)
    {
        var ids = answers.Select(a => a.PackageId).ToList();
        var packages = await database.Set<Package>().AsNoTracking()
            .Where(p => EF.Parameter(ids).Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, StringComparer.Ordinal, cancellationToken);
        var stored = (await database.Set<PackageEvent>()
                .Where(e => EF.Parameter(ids).Contains(e.PackageId))
                .Select(e => new { e.PackageId, e.Time, e.State, e.RawCode })
                .ToListAsync(cancellationToken))
            .ToLookup(e => e.PackageId, e => new ScanKey(e.Time, e.State, e.RawCode), StringComparer.Ordinal);

        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var answer in answers.Where(a => packages.ContainsKey(a.PackageId)))
        {
            var package = packages[answer.PackageId];
            counts[package.Id] = await PublishScansAsync(package, answer, stored[package.Id].ToHashSet(), cancellationToken);
            await PublishDetailsAsync(package, answer.Answer, cancellationToken);
        }

        await PublishUnreadableAsync(packages, answers, cancellationToken);
        return counts;
    }

    private async Task<int> PublishScansAsync(Package package, PackageAnswer answer, HashSet<ScanKey> stored, CancellationToken cancellationToken)
    {
        var mailedFrom = time.GetUtcNow() - options.Value.MailNewsUpTo;
        var fresh = FreshScans.Of(answer.Answer.Scans, stored, package.State, package.StateTime, mailedFrom);
        foreach (var (scan, isHistory) in fresh)
        {
            await publish.Publish(
                new PackageUpdate(
                    package.TenantId,
                    package.Carrier,
                    package.TrackingId,
                    scan.Time,
                    scan.State,
                    scan.RawCode,
                    answer.AppId,
                    CarrierText.Clean(scan.Location, CarrierText.PlaceLength),
                    CarrierText.Clean(scan.Message, CarrierText.MessageLength),
                    scan.IsReturn,
                    isHistory),
                cancellationToken);
        }

        return fresh.Count;
    }

    private async Task PublishDetailsAsync(Package package, TrackingAnswer answer, CancellationToken cancellationToken)
    {
        var forecast = answer.Forecast;
        var receivedBy = CarrierText.Clean(answer.ReceivedBy, CarrierText.NameLength);
        if (forecast?.Date == package.EstimatedDeliveryDate
            && forecast?.From == package.EstimatedDeliveryFrom
            && forecast?.Until == package.EstimatedDeliveryUntil
            && (receivedBy is null || receivedBy == package.ReceivedBy))
        {
            return;
        }

        await publish.Publish(
            new PackageDetails(
                package.TenantId, package.Carrier, package.TrackingId, time.GetUtcNow(), forecast?.Date, forecast?.From, forecast?.Until, receivedBy),
            cancellationToken);
    }

    /// <summary>What cannot be read stays in a carrier's answers for weeks; its computed id tells whether it was reported before.</summary>
    private async Task PublishUnreadableAsync(
        Dictionary<string, Package> packages, IReadOnlyList<PackageAnswer> answers, CancellationToken cancellationToken)
    {
        var unreadable = (
            from answer in answers
            where packages.ContainsKey(answer.PackageId)
            from scan in answer.Answer.Unreadable
            select UnmappedOf(packages[answer.PackageId], answer.AppId, scan)).DistinctBy(n => n.SourceEventId).ToList();
        if (unreadable.Count == 0)
            return;
        var sources = unreadable.Select(n => n.SourceEventId).ToList();
        var known = await database.Set<UnmappedNews>()
            .Where(u => EF.Parameter(sources).Contains(u.SourceEventId))
            .Select(u => u.SourceEventId)
            .ToHashSetAsync(cancellationToken);
        foreach (var news in unreadable.Where(n => !known.Contains(n.SourceEventId)))
            await publish.Publish(news, cancellationToken);
    }

    private static UnmappedCarrierNews UnmappedOf(Package package, string appId, UnreadableScan scan)
    {
        var code = CarrierText.Limit(scan.RawCode, CarrierText.CodeLength);
        var at = CarrierText.Limit(scan.RawTime, CarrierText.CodeLength);
        var source = Ids.Of(IdPrefix.Event, package.Id, code, at ?? string.Empty, WireName.Of(scan.Reason));
        return new UnmappedCarrierNews(package.TenantId, package.Carrier, appId, package.TrackingId, code, at, source, scan.Reason);
    }
}
