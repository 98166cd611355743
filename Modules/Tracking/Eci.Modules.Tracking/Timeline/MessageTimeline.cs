using System.Globalization;
using System.Text.Json;
using Eci.Carriers;
using Eci.Commerce;
using Eci.Commerce.Api.Timeline;
using Eci.Core;
using Eci.Messaging.Operations;
using Eci.Messaging.Routing;
using Eci.Modules.Tracking.Contracts;
using Eci.Persistence;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Tracking.Timeline;

/// <summary>What the messages about packages tell, as long as they are kept: reports of carriers, attention, what waits and what was given up.</summary>
internal sealed class MessageTimeline(EciDbContext database, TenantScope tenant, MessageHistory messages, RouteTable routes) : ITimelineSource
{
    public async Task<IEnumerable<TimelineEntry>> ReadAsync(TimelineSubjects subjects, CancellationToken cancellationToken)
    {
        if (tenant.TenantId is not { } tenantId || subjects.Packages.Count == 0)
            return [];
        var byKey = subjects.Packages.SelectMany(p => KeysOf(p).Select(key => (Key: key, p.Id))).ToDictionary(k => k.Key, k => k.Id, StringComparer.Ordinal);
        var known = await messages.ReadAsync(tenantId, [.. byKey.Keys], cancellationToken);
        var apps = await AppsAsync(cancellationToken);
        return known.SelectMany(message => Of(message, apps).Select(entry => entry with
        {
            PackageId = byKey[message.Key],
            TraceId = message.TraceId,
        }));
    }

    /// <summary>Messages from outside know carrier and number, the hub's own know the package.</summary>
    private static string[] KeysOf(Package package) => [$"{WireName.Of(package.Carrier)}/{package.TrackingId}", package.Id];

    private IEnumerable<TimelineEntry> Of(KnownMessage message, Dictionary<string, SendingApp> apps)
    {
        if (Is<PackageUpdate>(message) && Read<PackageUpdate>(message) is { } report)
            yield return Received(message, report, apps.GetValueOrDefault(report.AppId));
        if (Is<PackageNeedsAttention>(message) && Read<PackageNeedsAttention>(message) is { } attention)
            yield return Raised(message, attention);
        foreach (var delivery in message.Waiting)
            yield return Waits(message, delivery);
        foreach (var letter in message.Dead)
            yield return GivenUp(letter);
    }

    private static TimelineEntry Received(KnownMessage message, PackageUpdate report, SendingApp? app)
    {
        var asked = app?.IsAsked is true;
        var carrier = WireName.Of(report.Carrier);
        return new TimelineEntry(
            message.CreatedAt, message.CreatedAt, TimelineKinds.ReportReceived, asked ? $"{carrier} told when asked" : $"{carrier} reported by webhook")
        {
            State = report.State,
            Details = TimelineDetail.Of(
                ("via", asked ? "polling" : "webhook"),
                ("app", report.AppId),
                ("appName", app?.Name),
                ("code", report.RawCode),
                ("scannedAt", report.Time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture))),
            Step = TimelineSteps.Received,
        };
    }

    private static TimelineEntry Raised(KnownMessage message, PackageNeedsAttention attention)
    {
        var reason = WireName.Of(attention.Reason);
        return new TimelineEntry(message.CreatedAt, message.CreatedAt, TimelineKinds.AttentionRaised, $"Somebody should look at it: {reason}")
        {
            State = attention.State,
            Details = TimelineDetail.Of(("reason", reason)),
            Step = TimelineSteps.Attention,
        };
    }

    private static TimelineEntry Waits(KnownMessage message, WaitingDelivery delivery)
    {
        var title = delivery.Failed ? $"{delivery.Endpoint} failed and is tried again" : $"{delivery.Endpoint} has not handled it yet";
        return new TimelineEntry(delivery.DueAt, RecordedAt: null, TimelineKinds.Waiting, title)
        {
            Details = TimelineDetail.Of(
                ("topic", message.Topic), ("queue", delivery.Endpoint), ("attempts", delivery.Attempts.ToString(CultureInfo.InvariantCulture))),
        };
    }

    private static TimelineEntry GivenUp(DeadLetterInfo letter) => new(
        letter.FailedAt, letter.FailedAt, TimelineKinds.DeadLetter, $"{letter.Endpoint} gave up: {letter.ErrorType}")
    {
        Details = TimelineDetail.Of(
            ("deadLetter", letter.Id),
            ("topic", letter.Topic),
            ("queue", letter.Endpoint),
            ("attempts", letter.Attempts.ToString(CultureInfo.InvariantCulture)),
            ("error", letter.ErrorType)),
    };

    private bool Is<T>(KnownMessage message) => string.Equals(message.Topic, routes.TopicOf(typeof(T))?.Name, StringComparison.Ordinal);

    /// <summary>Null for a body that an older or newer version of the hub wrote.</summary>
    private static T? Read<T>(KnownMessage message)
        where T : class
    {
        try
        {
            return message.Read<T>();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<Dictionary<string, SendingApp>> AppsAsync(CancellationToken cancellationToken)
    {
        var asked = database.Model.FindEntityType(typeof(App))!.GetDerivedTypes()
            .Where(kind => typeof(IPolledApp).IsAssignableFrom(kind.ClrType))
            .Select(kind => (string)kind.GetDiscriminatorValue()!)
            .ToHashSet(StringComparer.Ordinal);
        var apps = await database.Set<App>().AsNoTracking()
            .Select(a => new { a.Id, a.Name, Kind = EF.Property<string>(a, "Kind") })
            .ToListAsync(cancellationToken);
        return apps.ToDictionary(a => a.Id, a => new SendingApp(a.Name, asked.Contains(a.Kind)), StringComparer.Ordinal);
    }

    /// <param name="Name">Its name.</param>
    /// <param name="IsAsked">The carrier is asked with it and does not report by itself.</param>
    private sealed record SendingApp(string Name, bool IsAsked);
}
