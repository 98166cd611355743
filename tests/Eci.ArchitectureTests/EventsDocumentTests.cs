using Eci.Host;
using Eci.Host.Commands;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.ArchitectureTests;

[TestFixture]
internal sealed class The_events_document
{
    [Test]
    public async Task Says_what_the_routing_table_says()
    {
        var written = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "docs", "events.md"));
        Assert.That(
            written,
            Is.EqualTo(EventsDocument.Write(Routing.Build())),
            "docs/events.md is stale: run 'dotnet run --project Host -- docs events > docs/events.md'.");
    }
}
