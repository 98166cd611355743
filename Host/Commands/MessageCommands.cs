using System.CommandLine;
using System.Globalization;
using Eci.Messaging.Operations;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Host.Commands;

/// <summary><c>messages list | show</c>.</summary>
internal static class MessageCommands
{
    private const int MostRows = 1000;

    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON." };
    private static readonly Option<string?> Tenant = new("--tenant") { Description = "Only of this tenant, id or name." };
    private static readonly string[] Columns = ["ID", "TOPIC", "TENANT", "KEY", "CREATED AT", "TRACE"];
    private static readonly string[] DeliveryColumns = ["QUEUE", "STATUS", "ATTEMPTS", "DUE AT", "LAST ERROR"];

    public static Command Create() => new("messages", "What was told to the hub's queues, as long as it is kept.") { List(), Show() };

    private static Command List()
    {
        var trace = new Option<string?>("--trace-id") { Description = "Only of this trace." };
        var topic = new Option<string?>("--topic") { Description = "Only of this topic." };
        var key = new Option<string?>("--key") { Description = "Only with this key, for example the id of a package." };
        var from = new Option<DateTimeOffset?>("--from") { Description = "Only those published at or after this moment, ISO 8601." };
        var to = new Option<DateTimeOffset?>("--to") { Description = "Only those published before this moment, ISO 8601." };
        var limit = new Option<int>("--limit") { Description = $"At most so many, up to {MostRows}.", DefaultValueFactory = _ => 100 };
        var command = new Command("list", "Lists messages, the newest first.") { Tenant, trace, topic, key, from, to, limit, Json };
        command.SetAction((parsed, token) => WithReaderAsync(parsed.GetValue(Tenant), async reader =>
        {
            IReadOnlyList<string>? topics = parsed.GetValue(topic) is { } wanted ? [wanted] : null;
            var found = await reader
                .Messages(new MessageFilter(parsed.GetValue(trace), topics, parsed.GetValue(key), parsed.GetValue(from), parsed.GetValue(to)))
                .OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id)
                .Take(Math.Clamp(parsed.GetValue(limit), 1, MostRows))
                .ToListAsync(token);
            if (parsed.GetValue(Json))
                Output.WriteJson(found);
            else if (found.Count == 0)
                Console.WriteLine("There are no such messages.");
            else
                Output.WriteTable(Columns, found.Select(Row));
            return 0;
        }, token));
        return command;
    }

    private static Command Show()
    {
        var id = new Argument<Guid>("id") { Description = "Id of the message, see 'messages list'." };
        var command = new Command("show", "Shows one message, its body and the queues that are not done with it.") { id, Tenant, Json };
        command.SetAction((parsed, token) => WithReaderAsync(parsed.GetValue(Tenant), async reader =>
        {
            var wanted = parsed.GetValue(id);
            if (await reader.FindAsync([wanted], token) is not [var message])
                return Output.Refuse($"There is no message '{wanted}', or it is no longer kept.");
            var body = (await reader.BodiesAsync([wanted], token)).GetValueOrDefault(wanted);
            var deliveries = await reader.DeliveriesAsync([wanted], token);
            if (parsed.GetValue(Json))
            {
                Output.WriteJson(new
                {
                    message.Id,
                    message.Topic,
                    message.TenantId,
                    message.Key,
                    message.TraceId,
                    message.TraceParent,
                    message.CreatedAt,
                    Body = body,
                    Deliveries = deliveries.Select(d => new { d.Queue, Status = WireName.Of(d.Status), d.Attempts, d.DueAt, d.LastError }),
                });
                return 0;
            }

            Output.WriteTable(Columns, [Row(message)]);
            Console.WriteLine();
            if (deliveries.Count > 0)
                Output.WriteTable(DeliveryColumns, deliveries.Select(Row));
            Console.WriteLine(body);
            return 0;
        }, token));
        return command;
    }

    private static Task<int> WithReaderAsync(string? tenant, Func<MessageReader, Task<int>> work, CancellationToken cancellationToken) =>
        EciCommands.WithServicesAsync(async services =>
        {
            await using var scope = tenant is null ? CommandScope.OfAllTenants(services) : await CommandScope.OfTenantAsync(services, tenant, cancellationToken);
            return scope is null ? ExitCodes.Refused : await work(scope.Services.GetRequiredService<MessageReader>());
        });

    private static string[] Row(MessageInfo message) =>
    [
        message.Id.ToString(),
        message.Topic,
        message.TenantId,
        message.Key ?? "-",
        Time(message.CreatedAt),
        message.TraceId ?? message.TraceParent ?? "-",
    ];

    private static string[] Row(MessageDelivery delivery) =>
    [
        delivery.Queue,
        WireName.Of(delivery.Status),
        delivery.Attempts.ToString(CultureInfo.InvariantCulture),
        delivery.DueAt is { } due ? Time(due) : "-",
        delivery.LastError ?? "-",
    ];

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
