using System.Text.Json;
using Eci.Core;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Commerce.Api.Timeline;

/// <summary>What people did to packages, as far as it belongs to their story. By whom is told by the audit log.</summary>
internal sealed class AuditTimeline(EciDbContext database) : ITimelineSource
{
    private const string Changed = "changed";

    public async Task<IEnumerable<TimelineEntry>> ReadAsync(TimelineSubjects subjects, CancellationToken cancellationToken)
    {
        var ids = subjects.PackageIds;
        var changes = await database.Set<AuditEntry>().AsNoTracking()
            .Where(a => EF.Parameter(ids).Contains(a.SubjectId!) && a.Subject == nameof(Package) && a.Action == Changed && a.Details != null)
            .ToListAsync(cancellationToken);
        return changes.Select(Of).OfType<TimelineEntry>();
    }

    /// <summary>A correction also ends the attention that the package needed: it is told once.</summary>
    private static TimelineEntry? Of(AuditEntry change)
    {
        using var details = JsonDocument.Parse(change.Details!);
        var root = details.RootElement;
        if (ChangeOf(root, "carrier") is { From: { } wrong, To: { } right })
            return Entry(change, TimelineKinds.CarrierCorrected, $"Moved from {wrong} to {right}", ("from", wrong), ("to", right));
        return ChangeOf(root, "attentionReason") is { From: { } reason, To: null }
            ? Entry(change, TimelineKinds.AttentionResolved, $"Looked after: {reason}", ("reason", reason))
            : null;
    }

    private static TimelineEntry Entry(AuditEntry change, string kind, string title, params ReadOnlySpan<(string, string?)> details) =>
        new(change.Time, change.Time, kind, title)
        {
            PackageId = change.SubjectId,
            TraceId = change.TraceId,
            Details = TimelineDetail.Of(details),
            Step = TimelineSteps.Attention,
        };

    private static (string? From, string? To)? ChangeOf(JsonElement changes, string property) =>
        changes.TryGetProperty(property, out var change) && change.ValueKind is JsonValueKind.Object
            ? (TextOf(change, "from"), TextOf(change, "to"))
            : null;

    private static string? TextOf(JsonElement change, string name) =>
        change.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value.ToString() : null;
}
