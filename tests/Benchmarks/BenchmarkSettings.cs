using System.Globalization;
using Eci.Testing.Servers;

namespace Eci.Benchmarks;

/// <summary>What a run measures.</summary>
/// <param name="Databases">Databases, in order.</param>
/// <param name="Seconds">Length of one measurement.</param>
/// <param name="Rounds">Interleaved rounds of limit and hub; the median counts.</param>
/// <param name="Suite">What is measured.</param>
/// <param name="Output">Markdown file for the table; null: console only.</param>
internal sealed record BenchmarkSettings(IReadOnlyList<DatabaseKind> Databases, int Seconds, int Rounds, BenchmarkSuite Suite, string? Output)
{
    public const string Usage = "Usage: --suite hub|transports|graphql|saleor  --database sqlite|postgres|all  --seconds 1..60  --rounds 1..15  --out <file>";

    /// <summary>Null when the arguments make no sense.</summary>
    public static BenchmarkSettings? Read(string[] args)
    {
        var settings = new BenchmarkSettings([DatabaseKind.Sqlite, DatabaseKind.Postgres], Seconds: 4, Rounds: 5, BenchmarkSuite.Hub, Output: null);
        foreach (var pair in args.Chunk(2))
        {
            if (pair is not [var name, var value])
                return null;
            settings = (name, value) switch
            {
                ("--suite", _) when Enum.TryParse<BenchmarkSuite>(value, ignoreCase: true, out var suite) => settings with { Suite = suite },
                ("--database", "all") => settings,
                ("--database", _) when Enum.TryParse<DatabaseKind>(value, ignoreCase: true, out var kind) => settings with { Databases = [kind] },
                ("--seconds", _) when Number(value, 60) is { } seconds => settings with { Seconds = seconds },
                ("--rounds", _) when Number(value, 15) is { } rounds => settings with { Rounds = rounds },
                ("--out", _) => settings with { Output = value },
                _ => null!,
            };
            if (settings is null)
                return null;
        }

        return settings;
    }

    private static int? Number(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number : null;
}

/// <summary>What a run is about.</summary>
internal enum BenchmarkSuite
{
    /// <summary>Intake, events and idling on both databases.</summary>
    Hub,

    /// <summary>The transports beside each other, on PostgreSQL.</summary>
    Transports,

    /// <summary>Queries with many packages, on PostgreSQL.</summary>
    GraphQL,

    /// <summary>A shop of Saleor with many products and orders, on both databases.</summary>
    Saleor,
}
