using System.CommandLine;
using System.Globalization;
using Eci.Messaging.Operations;
using Eci.Vocabulary;

namespace Eci.Host.Commands;

/// <summary><c>deadletters list | show | replay | discard</c>.</summary>
internal static class DeadLetterCommands
{
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON." };
    private static readonly Argument<string> Id = new("id") { Description = "Id of the dead letter (dl_...), see 'deadletters list'." };
    private static readonly string[] Columns = ["ID", "QUEUE", "TOPIC", "TENANT", "ATTEMPTS", "FAILED AT", "ERROR"];
    private static readonly string[] GroupColumns = ["QUEUE", "ERROR", "COUNT", "REFUSED"];

    public static Command Create() => new("deadletters", "Messages that were given up.")
    {
        List(),
        Show(),
        Deed("replay", "Puts dead letters back into their queues with a fresh count of attempts.", "replayed", replay: true),
        Deed("discard", "Deletes dead letters for good.", "discarded", replay: false),
    };

    private static Command List()
    {
        var filter = new DeadLetterChoice();
        var limit = new Option<int>("--limit") { Description = "At most so many, the newest first.", DefaultValueFactory = _ => 100 };
        var command = new Command("list", "Lists dead letters, the newest first.") { limit, Json };
        filter.AddTo(command);
        command.SetAction((parsed, token) => EciCommands.WithServicesAsync(async services =>
        {
            var (known, tenantId) = await TenantAsync(services, parsed.GetValue(filter.Tenant), token);
            if (!known)
                return ExitCodes.Refused;
            var letters = services.GetRequiredService<DeadLetterService>();
            var found = await letters.ListAsync(filter.Read(parsed, Math.Max(1, parsed.GetValue(limit))) with { TenantId = tenantId }, token);
            if (parsed.GetValue(Json))
                Output.WriteJson(found);
            else if (found.Count == 0)
                Console.WriteLine("There are no dead letters.");
            else
                Output.WriteTable(Columns, found.Select(Row));
            return 0;
        }));
        return command;
    }

    private static Command Show()
    {
        var tenant = new DeadLetterChoice().Tenant;
        var command = new Command("show", "Shows one dead letter with its message.") { Id, tenant, Json };
        command.SetAction((parsed, token) => EciCommands.WithServicesAsync(async services =>
        {
            var (known, tenantId) = await TenantAsync(services, parsed.GetValue(tenant), token);
            if (!known)
                return ExitCodes.Refused;
            var detail = await services.GetRequiredService<DeadLetterService>().ShowAsync(parsed.GetValue(Id)!, token);
            if (detail is null || (tenantId is not null && detail.Letter.TenantId != tenantId))
                return Missing(parsed.GetValue(Id)!);
            Write(detail, parsed.GetValue(Json));
            return 0;
        }));
        return command;
    }

    private static void Write(DeadLetterDetail detail, bool json)
    {
        if (json)
        {
            Output.WriteJson(detail);
            return;
        }

        Output.WriteTable(Columns, [Row(detail.Letter)]);
        Console.WriteLine();
        Console.WriteLine($"trace    {detail.TraceParent}");
        Console.WriteLine($"error    {detail.Letter.Error}");
        Console.WriteLine($"message  {detail.Body}");
    }

    private static Command Deed(string name, string description, string done, bool replay)
    {
        var id = new Argument<string?>("id") { Description = "Id of the dead letter.", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "Every dead letter that the other options leave." };
        var dryRun = new Option<bool>("--dry-run") { Description = "With --all: changes nothing and tells what would be done." };
        var filter = new DeadLetterChoice();
        var command = new Command(name, description) { id, all, dryRun, Json };
        filter.AddTo(command);
        command.SetAction((parsed, token) => EciCommands.WithServicesAsync(async services =>
        {
            if (parsed.GetValue(all) == parsed.GetValue(id) is not null || (parsed.GetValue(dryRun) && !parsed.GetValue(all)))
                return Output.Refuse("Name an id, or use --all with options that choose; --dry-run goes with --all.");
            var (known, tenantId) = await TenantAsync(services, parsed.GetValue(filter.Tenant), token);
            if (!known)
                return ExitCodes.Refused;
            var deeds = new DeadLetterDeeds(services);
            if (parsed.GetValue(id) is { } one)
                return Say(one, await deeds.OneAsync(one, tenantId, replay, token), done, parsed.GetValue(Json));
            var report = await deeds.ManyAsync(filter.Read(parsed) with { TenantId = tenantId }, replay, parsed.GetValue(dryRun), token);
            return Say(report, done, parsed.GetValue(dryRun), parsed.GetValue(Json));
        }));
        return command;
    }

    private static int Say(string id, ReplayResult result, string done, bool json)
    {
        switch (result)
        {
            case ReplayResult.Unknown:
                return Missing(id);
            case ReplayResult.Refused:
                return Output.Refuse($"What was refused at the door is not replayed: {id}.");
            case ReplayResult.QueueGone:
                return Output.Refuse($"The queue of {id} does not exist any more: nobody would handle it.");
        }

        if (json)
            Output.WriteJson(new Dictionary<string, int>(StringComparer.Ordinal) { [done] = 1 });
        else
            Console.WriteLine($"1 dead letter(s) {done}.");
        return 0;
    }

    private static int Say(DeadLetterReport report, string done, bool dryRun, bool json)
    {
        if (json)
        {
            Output.WriteJson(new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["dryRun"] = dryRun,
                ["matching"] = report.Matching,
                [done] = report.Done,
                ["refused"] = report.Refused,
                ["groups"] = report.Groups.Select(g => new { g.Queue, g.ErrorType, g.Count, Refusal = g.Refusal is { } refusal ? WireName.Of(refusal) : null }),
                ["sampleIds"] = report.SampleIds,
            });
            return 0;
        }

        if (report.Groups.Count > 0)
            Output.WriteTable(GroupColumns, report.Groups.Select(Row));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{report.Done} of {report.Matching} dead letter(s) {(dryRun ? "would be " : string.Empty)}{done}, {report.Refused} refused."));
        return 0;
    }

    /// <summary>The tenant's id, null when none is named; not known: the error stream says why.</summary>
    private static async Task<(bool Known, string? Id)> TenantAsync(IServiceProvider services, string? idOrName, CancellationToken cancellationToken)
    {
        if (idOrName is null)
            return (true, null);
        await using var scope = await CommandScope.OfTenantAsync(services, idOrName, cancellationToken);
        return (scope is not null, scope?.TenantId);
    }

    private static string[] Row(DeadLetterInfo letter) =>
    [
        letter.Id,
        letter.Endpoint,
        letter.Topic,
        letter.TenantId,
        letter.Attempts.ToString(CultureInfo.InvariantCulture),
        letter.FailedAt.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        letter.ErrorType,
    ];

    private static string[] Row(DeadLetterGroup group) =>
        [group.Queue, group.ErrorType, group.Count.ToString(CultureInfo.InvariantCulture), group.Refusal is { } refusal ? WireName.Of(refusal) : "-"];

    private static int Missing(string id) => Output.Refuse($"There is no dead letter '{id}'.");
}
