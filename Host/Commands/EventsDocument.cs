using Eci.Messaging.Routing;

namespace Eci.Host.Commands;

/// <summary>Writes <c>docs/events.md</c> from the routing table.</summary>
internal static class EventsDocument
{
    public static string Write(RouteTable routes) => string.Join('\n', [.. Topics(routes), .. Routes(routes), .. Flow(routes), string.Empty]);

    private static IEnumerable<string> Topics(RouteTable routes) =>
    [
        "# Events",
        string.Empty,
        "Written by `dotnet run --project Host -- docs events` from `Host/Topics.cs` and `Host/Routing.cs`; a test fails when it is stale.",
        string.Empty,
        "## Topics",
        string.Empty,
        "| Topic | Message | Kept without subscriber | Read by |",
        "|---|---|---|---|",
        .. routes.Topics.Select(t => $"| `{t.Name}` | `{t.MessageType.FullName}` | {(t.Recorded ? "yes" : "no")} | {Readers(routes, t)} |"),
        string.Empty,
    ];

    private static IEnumerable<string> Routes(RouteTable routes) =>
    [
        "## Routes",
        string.Empty,
        "| Queue | Reads | Subscriber | Publishes on success |",
        "|---|---|---|---|",
        .. routes.Routes.Select(r =>
            $"| `{r.Endpoint}` | `{r.Topic.Name}` | `{r.Subscriber.Implementation.Name}` ({r.Subscriber.Module}) | {(r.OnSuccess is null ? "-" : $"`{r.OnSuccess.Name}`")} |"),
        string.Empty,
    ];

    private static IEnumerable<string> Flow(RouteTable routes) =>
    [
        "## Flow",
        string.Empty,
        "```mermaid",
        "flowchart LR",
        .. routes.Routes.Select(r => $"    {Node(r.Topic.Name)}([{r.Topic.Name}]) --> {Node(r.Endpoint)}[{r.Endpoint}]").Distinct(StringComparer.Ordinal),
        .. routes.Routes.Where(r => r.OnSuccess is not null).Select(r => $"    {Node(r.Endpoint)} --> {Node(r.OnSuccess!.Name)}([{r.OnSuccess.Name}])"),
        "```",
    ];

    private static string Readers(RouteTable routes, Topic topic)
    {
        var readers = routes.Routes.Where(r => r.Topic == topic).Select(r => $"`{r.Endpoint}`").ToList();
        return readers.Count == 0 ? "-" : string.Join(", ", readers);
    }

    private static string Node(string name) => name.Replace('.', '_').Replace('-', '_');
}
