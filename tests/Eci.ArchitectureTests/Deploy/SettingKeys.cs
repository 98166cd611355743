using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Eci.ArchitectureTests.Model;

namespace Eci.ArchitectureTests.Deploy;

/// <summary>A setting as an environment variable, and what holds without it.</summary>
/// <param name="Key">For example <c>Eci__Messaging__Lease</c>.</param>
/// <param name="Default">Null where the code does not say it in one value.</param>
internal sealed record Setting(string Key, string? Default);

/// <summary>The settings the code reads and the ones the operator's page lists.</summary>
internal static partial class SettingKeys
{
    private const int TimeoutMilliseconds = 5000;

    public const string Document = "docs/operations.md";

    /// <summary>For tests and simulators only.</summary>
    private static readonly string[] NotForOperators = ["Eci__Testing__", "Eci__Sandbox__"];

    /// <summary>Own settings, found in option classes by their section and in sources by their names.</summary>
    public static IReadOnlyList<Setting> InCode { get; } = OfOptions()
        .Concat(Named())
        .Where(setting => !NotForOperators.Any(prefix => setting.Key.StartsWith(prefix, StringComparison.Ordinal)))
        .DistinctBy(setting => setting.Key)
        .ToList();

    /// <summary>The first two cells of each row whose first cell is a single name.</summary>
    public static IReadOnlyList<Setting> In(string document) => Row().Matches(document)
        .Select(match => new Setting(match.Groups["key"].Value, match.Groups["default"].Value.Trim().Trim('`')))
        .ToList();

    private static IEnumerable<Setting> OfOptions() =>
        from type in Repository.TypesOf(Repository.ProductAssemblies)
        let section = type.GetField("Section", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
        where section is { IsLiteral: true } && type.GetConstructor(Type.EmptyTypes) is not null
        let defaults = Activator.CreateInstance(type)
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.CanWrite
        let list = property.PropertyType != typeof(string) && property.PropertyType.IsAssignableTo(typeof(System.Collections.IEnumerable))
        select new Setting(
            Variable($"{section.GetRawConstantValue()}:{property.Name}{(list ? ":0" : string.Empty)}"),
            list ? null : Written(property.GetValue(defaults)));

    private static IEnumerable<Setting> Named()
    {
        var sections = Repository.TypesOf(Repository.ProductAssemblies)
            .Select(type => type.GetField("Section", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .Where(field => field is { IsLiteral: true })
            .Select(field => (string)field!.GetRawConstantValue()!)
            .ToHashSet(StringComparer.Ordinal);
        return Repository.Sources
            .Where(file => !file.Path.StartsWith("tests/", StringComparison.Ordinal))
            .Select(file => Repository.ReadText(file.Path))
            .SelectMany(text => Literal().Matches(text).Select(match => match.Groups["key"].Value)
                .Concat(ConnectionString().Matches(text).Select(match => $"ConnectionStrings:{match.Groups["name"].Value}")))
            .Where(key => !sections.Contains(key))
            .Select(key => new Setting(Variable(key), Default: null));
    }

    private static string Written(object? value) => value switch
    {
        null or "" => "none",
        bool flag => flag ? "true" : "false",
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Variable(string key) => key.Replace(":", "__", StringComparison.Ordinal);

    [GeneratedRegex("""^\| `(?<key>[A-Za-z]\w+)` \|(?<default>[^|]*)\|""", RegexOptions.Multiline, TimeoutMilliseconds)]
    private static partial Regex Row();

    [GeneratedRegex("\"(?<key>Eci(?::[A-Za-z]+)+(?::0)?|OTEL_[A-Z_]+)\"", RegexOptions.None, TimeoutMilliseconds)]
    private static partial Regex Literal();

    [GeneratedRegex("""GetConnectionString\("(?<name>\w+)"\)""", RegexOptions.None, TimeoutMilliseconds)]
    private static partial Regex ConnectionString();
}
