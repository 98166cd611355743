using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Eci.Benchmarks;

/// <summary>A limit that a figure should keep.</summary>
internal sealed record Goal(double Value, bool AtMost)
{
    public bool IsMet(double value) => AtMost ? value <= Value : value >= Value;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(AtMost ? "≤" : "≥")} {Value}");
}

/// <summary>Collects figures and writes them as one table.</summary>
internal sealed class Report(BenchmarkSettings settings)
{
    private readonly List<(string Column, string What, double Value, string Unit, Goal? Goal)> _rows = [];
    private readonly List<string> _remarks = [];

    public void Add(string column, string what, double value, string unit, Goal? goal)
    {
        _rows.Add((column, what, value, unit, goal));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{column,-9} {what,-62} {value,10:0.###} {unit,-5} {goal} {Verdict(value, goal)}"));
    }

    public void Warn(string remark)
    {
        _remarks.Add(remark);
        Console.WriteLine($"note: {remark}");
    }

    public void Skip(string column, string why) => Warn($"{column} was not measured: {why}.");

    public async Task WriteAsync()
    {
        if (settings.Output is not { } path)
            return;
        var text = new StringBuilder();
        var columns = _rows.Select(r => r.Column).Distinct(StringComparer.Ordinal).ToList();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}; {settings.Rounds} rounds of {settings.Seconds} s, medians.");
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"| | {string.Join(" | ", columns)} | Goal |");
        text.AppendLine(CultureInfo.InvariantCulture, $"|---|{string.Concat(columns.Select(_ => "---:|"))}---|");
        foreach (var group in _rows.GroupBy(r => (r.What, r.Unit, r.Goal)))
        {
            var values = columns.Select(column => group.Where(r => string.Equals(r.Column, column, StringComparison.Ordinal)).Select(r => Cell(r.Value, r.Goal)).FirstOrDefault("–"));
            text.AppendLine(CultureInfo.InvariantCulture, $"| {group.Key.What}, {group.Key.Unit} | {string.Join(" | ", values)} | {group.Key.Goal} |");
        }

        foreach (var remark in _remarks)
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"- {remark}");
        await File.WriteAllTextAsync(path, text.ToString());
    }

    private static string Cell(double value, Goal? goal)
    {
        var number = value.ToString(value >= 100 ? "0" : "0.###", CultureInfo.InvariantCulture);
        return goal is null || goal.IsMet(value) ? number : $"**{number}**";
    }

    private static string Verdict(double value, Goal? goal) => goal is null ? string.Empty : goal.IsMet(value) ? "met" : "MISSED";
}
