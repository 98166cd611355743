using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.IntegrationTests.Documents;

[TestFixture]
[Category("Conformance")]
internal sealed class Commands_of_documents
{
    [Test]
    public async Task Do_what_the_page_of_the_API_says()
    {
        var commands = await ReadAsync("docs", "api.md");
        Assert.That(commands.Count(c => c.Output is not null), Is.GreaterThanOrEqualTo(10), "Most commands show what they print.");
        await RunAsync(commands);
    }

    [Test]
    public async Task Do_what_the_README_says_about_a_parcel()
    {
        var commands = (await ReadAsync("README.md")).Where(c => c.Section == "See a parcel move").ToList();
        Assert.That(commands, Has.Count.GreaterThanOrEqualTo(4));
        await RunAsync(commands);
    }

    private static async Task<IReadOnlyList<DocumentCommand>> ReadAsync(params string[] path) =>
        DocumentCommand.In(await File.ReadAllTextAsync(Path.Combine([RepositoryRoot.Path, .. path])));

    private static async Task RunAsync(IEnumerable<DocumentCommand> commands)
    {
        await using var runner = new DocumentRunner();
        await runner.StartAsync();
        await runner.RunAsync(commands);
    }
}
