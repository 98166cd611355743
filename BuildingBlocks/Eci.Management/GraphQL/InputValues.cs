using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Eci.Management.Kinds;
using GraphQL;

namespace Eci.Management.GraphQL;

/// <summary>What a caller gave in an input object, which GraphQL has checked for its types.</summary>
internal sealed class InputValues(IDictionary<string, object?> values)
{
    public const string Argument = "input";

    /// <summary>The argument <c>input</c>.</summary>
    public static InputValues Of(IResolveFieldContext context) => new((IDictionary<string, object?>)context.Arguments![Argument].Value!);

    /// <summary>True when it was given, be it as null.</summary>
    public bool Has(string name) => values.ContainsKey(name);

    public string? Text(string name) => Value(name) is { } value ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    public bool? Boolean(string name) => (bool?)Value(name);

    public int? Integer(string name) => (int?)Value(name);

    public DateTimeOffset? Time(string name) => (DateTimeOffset?)Value(name);

    public IReadOnlyList<string>? Texts(string name) =>
        Value(name) is IEnumerable items ? [.. items.Cast<object>().Select(item => Convert.ToString(item, CultureInfo.InvariantCulture)!)] : null;

    /// <summary>The values of a nested object; null when it was not given.</summary>
    public KindValues? Record(string name)
    {
        if (Value(name) is not IDictionary<string, object?> given)
            return null;
        var record = new KindValues();
        foreach (var (field, value) in given)
            record[field] = Node(value);
        return record;
    }

    private static JsonNode? Node(object? value) => value is null ? null : JsonSerializer.SerializeToNode(value, value.GetType(), JsonSerializerOptions.Web);

    private object? Value(string name) => values.TryGetValue(name, out var value) ? value : null;
}
