using Eci.Core;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Management.Audit;

/// <summary>Which entries of the audit log are wanted; null stands for any.</summary>
/// <param name="Actor">Who, for example <c>key ak_…</c>.</param>
/// <param name="Subject">Kind of what it was done to, for example <c>ApiKey</c>.</param>
/// <param name="SubjectId">Its id.</param>
/// <param name="Action"><c>created</c>, <c>changed</c> …</param>
/// <param name="From">At this time or later.</param>
/// <param name="To">Before this time.</param>
public sealed record AuditFilter(string? Actor, string? Subject, string? SubjectId, string? Action, DateTimeOffset? From, DateTimeOffset? To)
{
    internal static AuditFilter All { get; } = new(null, null, null, null, null, null);
}

/// <summary>Reads who changed or did what, for the tenants of the scope it is resolved from.</summary>
public sealed class AuditLog(EciDbContext database)
{
    /// <summary>The entries, unsorted.</summary>
    public IQueryable<AuditEntry> Find(AuditFilter filter)
    {
        var rows = database.Set<AuditEntry>().AsNoTracking();
        if (filter.Actor is { } actor)
            rows = rows.Where(e => e.Actor == actor);
        if (filter.Subject is { } subject)
            rows = rows.Where(e => e.Subject == subject);
        if (filter.SubjectId is { } subjectId)
            rows = rows.Where(e => e.SubjectId == subjectId);
        if (filter.Action is { } action)
            rows = rows.Where(e => e.Action == action);
        if (filter.From is { } from)
            rows = rows.Where(e => e.Time >= from);
        if (filter.To is { } to)
            rows = rows.Where(e => e.Time < to);
        return rows;
    }
}
