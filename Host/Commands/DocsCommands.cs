using System.CommandLine;

namespace Eci.Host.Commands;

/// <summary><c>docs events</c>: prints documents that are made from the code.</summary>
internal static class DocsCommands
{
    public static Command Create()
    {
        var events = new Command("events", "Prints docs/events.md.");
        events.SetAction(_ => Console.Out.Write(EventsDocument.Write(Routing.Build())));
        return new Command("docs", "Documents made from the code.") { events };
    }
}
