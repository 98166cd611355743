using Eci.Management;
using Eci.Management.Kinds;

namespace Eci.Host.Commands.Management;

/// <summary>Reads <c>name=value</c> by the fields of a kind.</summary>
internal static class GivenValues
{
    private const string FromStandardInput = "-";

    /// <summary>
    /// The values; null when none are given. A secret of <c>-</c> is the next line of the standard input, so that it stays out of the
    /// history of the shell.
    /// </summary>
    /// <exception cref="RefusedException">A name is not known, a value does not fit, or there is no further line.</exception>
    public static KindValues? Read(KindRecord record, IReadOnlyCollection<string>? given)
    {
        if (given is null or { Count: 0 })
            return null;
        var values = new KindValues();
        foreach (var (name, text) in given.Select(pair => Split(record, pair)))
        {
            var field = record.Field(name);
            values[field.Name] = field.Parse(field.IsSecret && text == FromStandardInput ? NextLine(field) : text);
        }

        return values;
    }

    private static (string Name, string Value) Split(KindRecord record, string pair) => pair.IndexOf('=', StringComparison.Ordinal) is var at && at > 0
        ? (pair[..at], pair[(at + 1)..])
        : throw new RefusedException([new InputProblem(record.Name, $"Write {record.Name} as name=value.")]);

    private static string NextLine(KindField field) => Console.In.ReadLine()?.Trim()
        ?? throw new RefusedException([new InputProblem(field.Name, $"The standard input holds no line for {field.Name}.")]);
}
