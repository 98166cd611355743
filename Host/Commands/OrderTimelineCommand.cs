using System.CommandLine;
using System.Globalization;
using Eci.Commerce.Api.Timeline;
using Eci.Vocabulary;

namespace Eci.Host.Commands;

/// <summary><c>orders timeline</c>: the story of an order and its packages.</summary>
internal static class OrderTimelineCommand
{
    private static readonly Argument<string> NumberArgument = new("number") { Description = "Order number." };
    private static readonly Option<string> TenantOption = new("--tenant") { Description = "Tenant id or name.", Required = true };
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON." };
    private static readonly string[] Columns = ["RECORDED AT", "TIME", "KIND", "WHAT", "PACKAGE", "TRACE"];

    public static Command Create()
    {
        var timeline = new Command("timeline", "Tells the story of an order and its packages; what is still to come stands last.") { NumberArgument, TenantOption, Json };
        timeline.SetAction((parsed, token) => EciCommands.WithServicesAsync(services => RunAsync(services, parsed, token)));
        return timeline;
    }

    public static async Task<int> RunAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var scope = await CommandScope.OfTenantAsync(services, parsed.GetValue(TenantOption)!, cancellationToken);
        if (scope is null)
            return ExitCodes.Refused;
        var number = parsed.GetValue(NumberArgument)!;
        if (await scope.Services.GetRequiredService<TimelineReader>().OfOrderAsync(number, cancellationToken) is not { } entries)
            return Output.Refuse($"There is no order '{number}'.");
        if (parsed.GetValue(Json))
            Output.WriteJson(entries.Select(Document));
        else
            Output.WriteTable(Columns, entries.Select(Row));
        return 0;
    }

    private static object Document(TimelineEntry entry) => new
    {
        entry.Time,
        entry.RecordedAt,
        entry.Kind,
        entry.Title,
        State = entry.State is { } state ? WireName.Of(state) : null,
        entry.TraceId,
        entry.OrderId,
        entry.PackageId,
        entry.EventId,
        Details = entry.Details.ToDictionary(d => d.Name, d => d.Value, StringComparer.Ordinal),
    };

    private static string[] Row(TimelineEntry entry) =>
        [Text(entry.RecordedAt), Text(entry.Time), entry.Kind, entry.Title, entry.PackageId ?? "-", entry.TraceId ?? "-"];

    private static string Text(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";
}
