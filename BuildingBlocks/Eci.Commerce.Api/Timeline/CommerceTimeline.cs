using System.Globalization;
using Eci.Persistence;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Commerce.Api.Timeline;

/// <summary>What the canonical model itself tells: rows that came, events, moves and mails.</summary>
internal sealed class CommerceTimeline(EciDbContext database) : ITimelineSource
{
    public async Task<IEnumerable<TimelineEntry>> ReadAsync(TimelineSubjects subjects, CancellationToken cancellationToken)
    {
        var ids = subjects.PackageIds;
        var events = await database.Set<PackageEvent>().AsNoTracking().Where(e => EF.Parameter(ids).Contains(e.PackageId)).ToListAsync(cancellationToken);
        var eventIds = events.ConvertAll(e => e.Id);
        var mails = await database.Set<TransactionalEmail>().AsNoTracking()
            .Where(m => EF.Parameter(eventIds).Contains(m.PackageEventId))
            .ToListAsync(cancellationToken);
        return
        [
            .. subjects.Orders.Select(Of),
            .. subjects.Packages.Select(Of),
            .. events.SelectMany(Of),
            .. mails.Select(Of),
        ];
    }

    private static TimelineEntry Of(Order order) => new(order.CreatedAt, order.CreatedAt, TimelineKinds.OrderStored, $"Order {order.OrderNumber} stored")
    {
        OrderId = order.Id,
        Step = TimelineSteps.Registered,
    };

    private static TimelineEntry Of(Package package) => new(
        package.CreatedAt, package.CreatedAt, TimelineKinds.PackageRegistered, $"{WireName.Of(package.Carrier)} {package.TrackingId} registered")
    {
        PackageId = package.Id,
        Step = TimelineSteps.Registered,
    };

    private static IEnumerable<TimelineEntry> Of(PackageEvent stored)
    {
        var state = WireName.Of(stored.State);
        if (stored is { AppId: null, State: PackageState.Expired })
        {
            yield return Entry(stored, TimelineKinds.Expired, "Nothing moved: expired", TimelineSteps.Moved) with { Details = Moved(stored) };
            yield break;
        }

        var late = stored.MovedFrom is null;
        yield return Entry(stored, TimelineKinds.EventStored, late ? $"{state} stored, moves nothing" : $"{state} stored", TimelineSteps.Stored) with
        {
            Details = TimelineDetail.Of(
                ("code", stored.RawCode),
                ("message", stored.Message),
                ("location", stored.Location),
                ("offset", stored.TimeOffsetMinutes.ToString(CultureInfo.InvariantCulture)),
                ("app", stored.AppId)),
        };
        if (!late)
        {
            yield return Entry(stored, TimelineKinds.StateChanged, $"{WireName.Of(stored.MovedFrom!.Value)} to {state}", TimelineSteps.Moved)
                with
            { Details = Moved(stored) };
        }
    }

    private static TimelineEntry Entry(PackageEvent stored, string kind, string title, int step) => new(stored.Time, stored.RecordedAt, kind, title)
    {
        PackageId = stored.PackageId,
        EventId = stored.Id,
        State = stored.State,
        TraceId = stored.TraceId,
        Step = step,
    };

    private static IReadOnlyList<TimelineDetail> Moved(PackageEvent stored) => TimelineDetail.Of(
        ("from", stored.MovedFrom is { } from ? WireName.Of(from) : null), ("to", WireName.Of(stored.State)));

    private static TimelineEntry Of(TransactionalEmail mail)
    {
        var sent = mail.Status is TransactionalEmailStatus.Sent;
        var reason = mail.Reason is { } why ? WireName.Of(why) : null;
        var title = sent ? $"Customer told of {WireName.Of(mail.State)}" : $"Customer not told of {WireName.Of(mail.State)}: {reason}";
        return new TimelineEntry(mail.Time, mail.Time, sent ? TimelineKinds.MailSent : TimelineKinds.MailNotSent, title)
        {
            PackageId = mail.PackageId,
            EventId = mail.PackageEventId,
            State = mail.State,
            TraceId = mail.TraceId,
            Details = TimelineDetail.Of(
                ("mail", mail.Id), ("reason", reason), ("subject", mail.Subject), ("language", mail.Language), ("providerMessageId", mail.ProviderMessageId)),
            Step = TimelineSteps.Told,
        };
    }
}
