using System.Text.RegularExpressions;
using Eci.Host.Commands;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.IntegrationTests.Documents;

[TestFixture]
[Category("Conformance")]
internal sealed partial class Commands_of_documents
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

    [Test]
    public async Task Do_what_the_README_says_about_an_order()
    {
        var commands = (await ReadAsync("README.md")).Where(c => c.Section == "See an order travel").ToList();
        Assert.That(commands.Count(c => c.Output is not null), Is.GreaterThanOrEqualTo(2), "The order comes, and the shop hears of its parcel.");
        await RunAsync(commands);
    }

    [TestCaseSource(nameof(Written))]
    public void Are_understood_by_the_command_line(string command) =>
        Assert.That(EciCommands.Create().Parse(command).Errors.Select(error => error.Message), Is.Empty);

    /// <summary>Every command of the host that a document shows, once; what readers have to fill in is filled in.</summary>
    private static IEnumerable<string> Written() => new[] { ".", "docs", "Modules" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, folder), "*.md", new EnumerationOptions { RecurseSubdirectories = folder == "Modules", MaxRecursionDepth = 1 }))
        .SelectMany(file => DocumentCommand.In(File.ReadAllText(file)))
        .SelectMany(block => HostCommand().Matches(Placeholder().Replace(block.Commands, Guid.Empty.ToString())))
        .Select(match => match.Groups["command"].Value.Trim())
        .Distinct(StringComparer.Ordinal);

    private static async Task<IReadOnlyList<DocumentCommand>> ReadAsync(params string[] path) =>
        DocumentCommand.In(await File.ReadAllTextAsync(Path.Combine([RepositoryRoot.Path, .. path])));

    private static async Task RunAsync(IEnumerable<DocumentCommand> commands)
    {
        await using var runner = new DocumentRunner();
        await runner.StartAsync();
        await runner.RunAsync(commands);
    }

    [GeneratedRegex(@"^(dotnet run --project Host --|dotnet Eci\.Host\.dll) (?<command>[^#>|\n]+)(#|>|$)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HostCommand();

    [GeneratedRegex("<[^>\n]+>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
