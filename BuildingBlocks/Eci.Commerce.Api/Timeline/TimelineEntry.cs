using Eci.Vocabulary;

namespace Eci.Commerce.Api.Timeline;

/// <summary>Something that happened to an order or package, or that is going to happen.</summary>
/// <param name="Time">When it happened or is due, UTC.</param>
/// <param name="RecordedAt">When the hub learned of it, UTC; null for what is still to come.</param>
/// <param name="Kind">SCREAMING_SNAKE_CASE, see <see cref="TimelineKinds"/>; modules have kinds of their own.</param>
/// <param name="Title">One line for people, without personal data.</param>
public sealed record TimelineEntry(DateTimeOffset Time, DateTimeOffset? RecordedAt, string Kind, string Title)
{
    /// <summary>The order it concerns as a whole; null when it concerns a package.</summary>
    public string? OrderId { get; init; }

    /// <summary>The package it concerns.</summary>
    public string? PackageId { get; init; }

    /// <summary>The package event it concerns.</summary>
    public string? EventId { get; init; }

    /// <summary>The state it tells of.</summary>
    public PackageState? State { get; init; }

    /// <summary>Trace of the message that caused it.</summary>
    public string? TraceId { get; init; }

    /// <summary>More about it.</summary>
    public IReadOnlyList<TimelineDetail> Details { get; init; } = [];

    /// <summary>Order among entries that were recorded at the same moment: causes before their effects.</summary>
    public int Step { get; init; } = TimelineSteps.Other;
}

/// <summary>A named part of an entry.</summary>
/// <param name="Name">camelCase.</param>
/// <param name="Value">Its text.</param>
public sealed record TimelineDetail(string Name, string Value)
{
    /// <summary>The details that have a value.</summary>
    public static IReadOnlyList<TimelineDetail> Of(params ReadOnlySpan<(string Name, string? Value)> details)
    {
        var known = new List<TimelineDetail>(details.Length);
        foreach (var (name, value) in details)
        {
            if (!string.IsNullOrEmpty(value))
                known.Add(new TimelineDetail(name, value));
        }

        return known;
    }
}

/// <summary>Kinds of entries that the hub itself has.</summary>
public static class TimelineKinds
{
    /// <summary>The order was stored.</summary>
    public const string OrderStored = "ORDER_STORED";

    /// <summary>The order reached the next stage of its life.</summary>
    public const string OrderStageReached = "ORDER_STAGE_REACHED";

    /// <summary>A system told how its part of the order stands.</summary>
    public const string OrderStep = "ORDER_STEP";

    /// <summary>A system is silent about its part of the order for too long.</summary>
    public const string OrderStepOverdue = "ORDER_STEP_OVERDUE";

    /// <summary>Money was reserved, taken, or not.</summary>
    public const string Payment = "PAYMENT";

    /// <summary>Money went back.</summary>
    public const string Refund = "REFUND";

    /// <summary>The package was registered.</summary>
    public const string PackageRegistered = "PACKAGE_REGISTERED";

    /// <summary>A carrier pushed a report, or told it when it was asked.</summary>
    public const string ReportReceived = "REPORT_RECEIVED";

    /// <summary>A report was stored as an event of the package.</summary>
    public const string EventStored = "EVENT_STORED";

    /// <summary>The package moved from one state to another.</summary>
    public const string StateChanged = "STATE_CHANGED";

    /// <summary>Nothing moved for so long that the package expired.</summary>
    public const string Expired = "EXPIRED";

    /// <summary>Somebody of the shop should look at the package.</summary>
    public const string AttentionRaised = "ATTENTION_RAISED";

    /// <summary>Somebody looked at the package.</summary>
    public const string AttentionResolved = "ATTENTION_RESOLVED";

    /// <summary>The package was moved to the carrier that really has it.</summary>
    public const string CarrierCorrected = "CARRIER_CORRECTED";

    /// <summary>The customer was told.</summary>
    public const string MailSent = "MAIL_SENT";

    /// <summary>The customer was not told, with the reason.</summary>
    public const string MailNotSent = "MAIL_NOT_SENT";

    /// <summary>A message about the package was given up.</summary>
    public const string DeadLetter = "DEAD_LETTER";

    /// <summary>A message about the package waits to be handled, or to be tried again.</summary>
    public const string Waiting = "WAITING";

    /// <summary>The hub will look at the package, or ask its carrier.</summary>
    public const string Planned = "PLANNED";
}

/// <summary>Values of <see cref="TimelineEntry.Step"/>.</summary>
public static class TimelineSteps
{
    public const int Registered = 0;

    public const int Received = 10;

    public const int Stored = 20;

    public const int Moved = 30;

    public const int Attention = 40;

    public const int Other = 50;

    public const int Told = 60;
}
