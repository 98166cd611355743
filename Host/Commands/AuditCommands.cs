using System.CommandLine;
using Eci.Core;
using Eci.Management.Audit;
using Microsoft.EntityFrameworkCore;

namespace Eci.Host.Commands;

/// <summary><c>audit list</c>.</summary>
internal static class AuditCommands
{
    private const int MostRows = 1000;

    private static readonly Option<string> TenantOption = new("--tenant") { Description = "Tenant id or name.", Required = true };
    private static readonly Option<string?> Actor = new("--actor") { Description = "Only by this one, for example 'key ak_...'." };
    private static readonly Option<string?> Subject = new("--subject") { Description = "Only what was done to this kind: ApiKey, DhlApp, ..." };
    private static readonly Option<string?> SubjectId = new("--subject-id") { Description = "Only what was done to the thing with this id." };
    private static readonly Option<string?> Action = new("--action") { Description = "Only 'created', 'changed', 'deleted', ..." };
    private static readonly Option<DateTimeOffset?> From = CommandTimes.Option("--from", "At this time or later (2027-01-31T12:00Z).");
    private static readonly Option<DateTimeOffset?> To = CommandTimes.Option("--to", "Before this time.");
    private static readonly Option<int> Limit = new("--limit") { Description = $"At most so many, up to {MostRows}.", DefaultValueFactory = _ => 100 };
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON." };
    private static readonly string[] Columns = ["TIME", "ACTOR", "ACTION", "SUBJECT", "ID", "DETAILS"];

    public static Command Create()
    {
        var list = new Command("list", "Lists who changed or did what, the newest first.")
        {
            TenantOption, Actor, Subject, SubjectId, Action, From, To, Limit, Json,
        };
        list.SetAction((parsed, token) => EciCommands.WithServicesAsync(services => ListAsync(services, parsed, token)));
        return new Command("audit", "The audit log of a tenant.") { list };
    }

    public static async Task<int> ListAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var scope = await CommandScope.OfTenantAsync(services, parsed.GetValue(TenantOption)!, cancellationToken);
        if (scope is null)
            return ExitCodes.Refused;
        var filter = new AuditFilter(
            parsed.GetValue(Actor), parsed.GetValue(Subject), parsed.GetValue(SubjectId), parsed.GetValue(Action), parsed.GetValue(From), parsed.GetValue(To));
        var entries = await scope.Services.GetRequiredService<AuditLog>().Find(filter)
            .OrderByDescending(e => e.Time).ThenByDescending(e => e.Id)
            .Take(Math.Clamp(parsed.GetValue(Limit), 1, MostRows))
            .ToListAsync(cancellationToken);
        if (parsed.GetValue(Json))
            Output.WriteJson(entries.Select(e => new { e.Id, e.TenantId, e.Time, e.Actor, e.Action, e.Subject, e.SubjectId, e.Details, e.TraceId }));
        else if (entries.Count == 0)
            Console.WriteLine("Nothing was recorded.");
        else
            Output.WriteTable(Columns, entries.Select(Row));
        return 0;
    }

    private static string[] Row(AuditEntry entry) =>
        [CommandTimes.Text(entry.Time), entry.Actor, entry.Action, entry.Subject, entry.SubjectId ?? "-", entry.Details ?? "-"];
}
