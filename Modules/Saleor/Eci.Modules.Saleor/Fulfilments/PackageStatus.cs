using System.Text.Json;
using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Saleor.Client;
using Eci.Sync;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Fulfilments;

/// <summary>How a package stands, as storefronts read it from the metadata of its fulfilment.</summary>
internal sealed record PackageStatus
{
    /// <summary>Names the hub's package on its fulfilment.</summary>
    public const string Marker = "eci.packageId";

    /// <summary>Newest scans that are told.</summary>
    public const int MostEvents = 25;

    private const int LongestPlace = 100;

    public required string Id { get; init; }

    public required string? OrderId { get; init; }

    public required string TrackingId { get; init; }

    public required string? Number { get; init; }

    public required Carrier Carrier { get; init; }

    public required PackageState State { get; init; }

    public required string? CarrierTrackingUrl { get; init; }

    public required string? Language { get; init; }

    public required bool IsReturn { get; init; }

    /// <summary>The newest first.</summary>
    public required IReadOnlyList<PackageScan> Scans { get; init; }

    /// <summary>One statement. Null when the package is gone.</summary>
    public static Task<PackageStatus?> FindAsync(SyncContext context, string packageId, CancellationToken cancellationToken) =>
        context.Database.Set<Package>()
            .Where(p => p.Id == packageId)
            .Select(p => new PackageStatus
            {
                Id = p.Id,
                OrderId = p.OrderId,
                TrackingId = p.TrackingId,
                Number = p.Number,
                Carrier = p.Carrier,
                State = p.State,
                CarrierTrackingUrl = p.CarrierTrackingUrl,
                Language = p.Order!.Language,
                IsReturn = p.IsReturn,
                Scans = p.Events.OrderByDescending(e => e.Time).ThenByDescending(e => e.Id).Take(MostEvents)
                    .Select(e => new PackageScan(e.Time, e.State, e.Location))
                    .ToList(),
            })
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>Without the carriers' own texts, which may name persons.</summary>
    public IReadOnlyList<SaleorMetadata> ToMetadata()
    {
        var events = Scans.Reverse().Select(s => new
        {
            time = s.Time,
            state = WireName.Of(s.State),
            location = s.Location is null ? null : StoredText.Of(s.Location, LongestPlace),
        });
        return
        [
            new SaleorMetadata(Marker, Id),
            new SaleorMetadata("packageNumber", Number ?? TrackingId),
            new SaleorMetadata("state", WireName.Of(State)),
            new SaleorMetadata("carrier", WireName.Of(Carrier)),
            new SaleorMetadata("carrierTrackingUrl", CarrierTrackingUrl ?? CarrierLinks.TrackingPage(Carrier, TrackingId, Language) ?? string.Empty),
            new SaleorMetadata("events", JsonSerializer.Serialize(events, SaleorHttp.Json)),
        ];
    }
}

/// <summary>One scan of a package.</summary>
internal sealed record PackageScan(DateTimeOffset Time, PackageState State, string? Location);
