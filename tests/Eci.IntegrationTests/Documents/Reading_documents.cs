using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.IntegrationTests.Documents;

[TestFixture]
internal sealed class Reading_documents
{
    private const string Document =
        """
        # One
        ```sh
        first
        ```

        ```json
        {"a": 1}
        ```
        ## Two
        ```sh
        second \
          third
        ```
        Words in between.
        ```json
        {}
        ```
        ```graphql
        { never }
        ```
        """;

    [Test]
    public void Finds_commands_and_what_they_print() =>
        Assert.That(DocumentCommand.In(Document), Is.EqualTo([
            new DocumentCommand("One", 3, "first\n", "{\"a\": 1}\n"),
            new DocumentCommand("Two", 11, "second \\\n  third\n", Output: null),
        ]));

    [TestCase("{\"a\": 1, \"b\": \"…\"}", "{\"a\":1,\"b\":\"x\"}", true)]
    [TestCase("{\"a\": 1}", "{\"a\":2}", false)]
    [TestCase("{\"a\": 1}", "{\"a\":1,\"b\":2}", false)]
    [TestCase("one …\n", "one two  \n", true)]
    [TestCase("one …\n", "zero one two\n", false)]
    [TestCase("a.c", "abc", false)]
    public void Compares_output(string expected, string actual, bool fits) =>
        Assert.That(ExpectedOutput.Fits(expected, actual), Is.EqualTo(fits));

    [Test]
    public async Task Stops_at_a_command_that_fails()
    {
        using var folder = new ScratchFolder();
        await using var shell = ShellSession.Start(folder.Path, new Dictionary<string, string>(StringComparer.Ordinal));
        Assert.That(await shell.RunAsync("word=hello\n"), Is.EqualTo((string.Empty, (string?)null)));
        Assert.That(await shell.RunAsync("echo $word\n"), Is.EqualTo(("hello\n", (string?)null)));
        var (output, failure) = await shell.RunAsync("echo before\nls /nowhere\necho after\n");
        Assert.That(output, Is.EqualTo("before\n"));
        Assert.That(failure, Does.Contain("/nowhere"));
    }
}
