using System.Text.RegularExpressions;

namespace Eci.IntegrationTests.Documents;

/// <summary>A block of commands in a Markdown document, and what the document says they print.</summary>
/// <param name="Section">Heading that it stands under.</param>
/// <param name="Line">Line of its first command, from 1.</param>
/// <param name="Commands">Text of the <c>sh</c> block.</param>
/// <param name="Output">Text of the block that follows it directly; null when none does.</param>
internal sealed partial record DocumentCommand(string Section, int Line, string Commands, string? Output)
{
    private static readonly string[] OutputLanguages = ["json", "text", "xml"];

    /// <summary>The blocks of a document in their order.</summary>
    public static IReadOnlyList<DocumentCommand> In(string markdown)
    {
        List<DocumentCommand> found = [];
        var end = -1;
        foreach (Match block in Block().Matches(markdown))
        {
            var (language, text) = (block.Groups["language"].Value, block.Groups["text"].Value);
            var follows = end >= 0 && string.IsNullOrWhiteSpace(markdown[end..block.Index]);
            if (language == "sh")
                found.Add(new DocumentCommand(SectionAt(markdown, block.Index), markdown[..block.Groups["text"].Index].Count(c => c == '\n') + 1, text, Output: null));
            else if (follows && OutputLanguages.Contains(language))
                found[^1] = found[^1] with { Output = text };
            end = language == "sh" ? block.Index + block.Length : -1;
        }

        return found;
    }

    private static string SectionAt(string markdown, int index) =>
        Heading().Matches(markdown[..index]) is { Count: > 0 } headings ? headings[^1].Groups["name"].Value : string.Empty;

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();

    [GeneratedRegex(@"^#+ (?<name>.+)$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();
}
