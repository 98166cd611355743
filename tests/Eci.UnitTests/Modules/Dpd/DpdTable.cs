using Eci.Testing.Servers;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Dpd;

/// <summary>The table of status codes in the notes about DPD, where they lie beside the project.</summary>
internal static class DpdTable
{
    private const string Heading = "## 2.";
    private const string Others = "anything else";

    /// <summary>Code and recommended state of every row; ends the test as ignored when the notes are not there.</summary>
    public static Dictionary<string, PackageState> Read()
    {
        var rows = File.ReadLines(Path.Combine(ContractsFolder.Find("dpd"), "FACTS.md"))
            .SkipWhile(line => !line.StartsWith(Heading, StringComparison.Ordinal))
            .SkipWhile(line => !line.StartsWith('|'))
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .ToList();
        Assert.That(rows[0], Has.ItemAt(0).EqualTo("DPD status").And.ItemAt(rows[0].Length - 1).EqualTo("recommended"));
        return rows.Skip(2).Where(cells => cells[0] != Others).ToDictionary(cells => cells[0], cells => WireName.Parse<PackageState>(cells[^1].Split(' ')[0]));
    }
}
