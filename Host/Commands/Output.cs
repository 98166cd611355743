using System.Text.Encodings.Web;
using System.Text.Json;

namespace Eci.Host.Commands;

/// <summary>Prints results for people, or as JSON for programs.</summary>
internal static class Output
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void WriteJson<T>(T value) => Console.WriteLine(JsonSerializer.Serialize(value, Json));

    /// <summary>Columns as wide as their widest cell.</summary>
    public static void WriteTable(IReadOnlyList<string> header, IEnumerable<string[]> rows)
    {
        var table = rows.Prepend([.. header]).ToList();
        var widths = header.Select((_, column) => table.Max(row => row[column].Length)).ToList();
        foreach (var row in table)
            Console.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    /// <summary>Says on the error stream why nothing was done.</summary>
    public static int Refuse(string why)
    {
        Console.Error.WriteLine(why);
        return ExitCodes.Refused;
    }
}
