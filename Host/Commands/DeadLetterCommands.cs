using System.CommandLine;
using System.Globalization;
using Eci.Messaging.Operations;

namespace Eci.Host.Commands;

/// <summary><c>deadletters list | show | replay | discard</c>.</summary>
internal static class DeadLetterCommands
{
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON." };
    private static readonly Argument<string> Id = new("id") { Description = "Id of the dead letter (dl_...), see 'deadletters list'." };
    private static readonly string[] Columns = ["ID", "QUEUE", "TOPIC", "ATTEMPTS", "FAILED AT", "ERROR"];

    public static Command Create() => new("deadletters", "Messages that were given up.") { List(), Show(), Replay(), Discard() };

    private static Command List()
    {
        var queue = new Option<string?>("--queue") { Description = "Only of this queue." };
        var topic = new Option<string?>("--topic") { Description = "Only of this topic." };
        var limit = new Option<int>("--limit") { Description = "At most so many, the newest first.", DefaultValueFactory = _ => 100 };
        var command = new Command("list", "Lists dead letters, the newest first.") { queue, topic, limit, Json };
        command.SetAction((parsed, token) => WithLettersAsync(async letters =>
        {
            var filter = new DeadLetterFilter(parsed.GetValue(queue), parsed.GetValue(topic), TenantId: null, parsed.GetValue(limit));
            var found = await letters.ListAsync(filter, token);
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
        var command = new Command("show", "Shows one dead letter with its message.") { Id, Json };
        command.SetAction((parsed, token) => WithLettersAsync(async letters =>
        {
            if (await letters.ShowAsync(parsed.GetValue(Id)!, token) is not { } detail)
                return Missing(parsed.GetValue(Id)!);
            if (parsed.GetValue(Json))
            {
                Output.WriteJson(detail);
                return 0;
            }

            Output.WriteTable(Columns, [Row(detail.Letter)]);
            Console.WriteLine();
            Console.WriteLine($"trace    {detail.TraceParent}");
            Console.WriteLine($"error    {detail.Letter.Error}");
            Console.WriteLine($"message  {detail.Body}");
            return 0;
        }));
        return command;
    }

    private static Command Replay()
    {
        var all = new Option<bool>("--all") { Description = "Every dead letter, or with --queue every one of that queue." };
        var queue = new Option<string?>("--queue") { Description = "With --all: only of this queue." };
        var id = new Argument<string?>("id") { Description = "Id of the dead letter.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("replay", "Puts dead letters back into their queues with a fresh count of attempts.") { id, all, queue, Json };
        command.SetAction((parsed, token) => WithLettersAsync(async letters =>
        {
            if (!parsed.GetValue(all) && parsed.GetValue(id) is null)
                return Output.Refuse("Name an id, or use --all (with --queue to limit it).");
            var ids = parsed.GetValue(all)
                ? (await letters.ListAsync(new DeadLetterFilter(parsed.GetValue(queue), Limit: int.MaxValue), token)).Select(l => l.Id).ToList()
                : [parsed.GetValue(id)!];
            return await ReplayAsync(letters, ids, parsed.GetValue(Json), token);
        }));
        return command;
    }

    private static Command Discard()
    {
        var command = new Command("discard", "Deletes a dead letter for good.") { Id, Json };
        command.SetAction((parsed, token) => WithLettersAsync(letters =>
            DiscardAsync(letters, parsed.GetValue(Id)!, parsed.GetValue(Json), token)));
        return command;
    }

    private static async Task<int> ReplayAsync(DeadLetterService letters, IReadOnlyList<string> ids, bool json, CancellationToken token)
    {
        var refused = new List<string>();
        foreach (var id in ids)
        {
            switch (await letters.ReplayAsync(id, token))
            {
                case ReplayResult.Unknown:
                    return Missing(id);
                case ReplayResult.Refused:
                    refused.Add(id);
                    break;
            }
        }

        Say(ids.Count - refused.Count, "replayed", json);
        return refused.Count == 0 ? 0 : Output.Refuse($"What was refused at the door is not replayed: {string.Join(", ", refused)}.");
    }

    private static async Task<int> DiscardAsync(DeadLetterService letters, string id, bool json, CancellationToken token)
    {
        if (!await letters.DiscardAsync(id, token))
            return Missing(id);
        Say(1, "discarded", json);
        return 0;
    }

    private static void Say(int count, string done, bool json)
    {
        if (json)
            Output.WriteJson(new Dictionary<string, int>(StringComparer.Ordinal) { [done] = count });
        else
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} dead letter(s) {done}."));
    }

    private static string[] Row(DeadLetterInfo letter) =>
    [
        letter.Id,
        letter.Endpoint,
        letter.Topic,
        letter.Attempts.ToString(CultureInfo.InvariantCulture),
        letter.FailedAt.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        letter.ErrorType,
    ];

    private static int Missing(string id) => Output.Refuse($"There is no dead letter '{id}'.");

    private static Task<int> WithLettersAsync(Func<DeadLetterService, Task<int>> work) =>
        EciCommands.WithServicesAsync(services => work(services.GetRequiredService<DeadLetterService>()));
}
