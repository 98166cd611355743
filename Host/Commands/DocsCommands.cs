using System.CommandLine;

namespace Eci.Host.Commands;

/// <summary><c>docs events</c>, <c>docs schema</c>, <c>docs openapi</c>: prints documents that are made from the code.</summary>
internal static class DocsCommands
{
    public static Command Create() => new("docs", "Documents made from the code.")
    {
        Printing("events", "Prints docs/events.md.", () => Task.FromResult(EventsDocument.Write(Routing.Build()))),
        Printing("schema", "Prints docs/schema.graphql, the schema of /api/graphql.", SchemaDocument.WriteAsync),
        Printing("openapi", "Prints docs/openapi.json, the routes over HTTP.", RoutesDocument.WriteAsync),
    };

    private static Command Printing(string name, string description, Func<Task<string>> write)
    {
        var command = new Command(name, description);
        command.SetAction(async (_, _) => await Console.Out.WriteAsync(await write()));
        return command;
    }
}
