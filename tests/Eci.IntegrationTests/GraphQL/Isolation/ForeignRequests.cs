using System.Text;
using System.Text.Json;

namespace Eci.IntegrationTests.GraphQL.Isolation;

/// <summary>A request that tries to reach what belongs to somebody else.</summary>
/// <param name="Field">The root field it is about.</param>
/// <param name="Document">What to send.</param>
/// <param name="Given">The other tenant's values in it.</param>
internal sealed record ForeignRequest(string Field, string Document, IReadOnlyList<string> Given);

/// <summary>
/// Makes the requests for a root field: one without anything foreign; then, for each place that takes an id or a text to look something
/// up by, one for each value of the other tenant that fits the place, with own values elsewhere; then one with foreign values everywhere.
/// </summary>
internal sealed class ForeignRequests(SchemaTypes schema, IReadOnlyList<KnownValue> own, IReadOnlyList<KnownValue> foreign)
{
    private const int Deepest = 6;
    private const string Later = "\"2098-01-01T00:00:00Z\"";

    public IEnumerable<ForeignRequest> Of(string operation, SchemaField field)
    {
        var places = Places(field.Arguments, string.Empty, []).ToList();
        yield return Make(operation, field, _ => null, full: false);
        yield return Make(operation, field, _ => null, full: true);
        foreach (var (path, input) in places)
        {
            var candidates = Fitting(foreign, input, path).Select(v => v.Value).Distinct(StringComparer.Ordinal).ToList();
            foreach (var value in candidates)
                yield return Make(operation, field, at => at == path ? value : null, full: false);
            if (candidates.Count > 0)
                yield return Make(operation, field, at => at == path ? candidates[0] : null, full: true);
        }

        var everywhere = places.ToDictionary(p => p.Path, p => Fitting(foreign, p.Input, $"{field.Name}.{p.Path}").FirstOrDefault()?.Value, StringComparer.Ordinal);
        if (everywhere.Count > 1)
            yield return Make(operation, field, everywhere.GetValueOrDefault, full: false);
    }

    /// <summary>Where an id or a text is taken, each with the names that lead there.</summary>
    private IEnumerable<(string Path, SchemaInput Input)> Places(IEnumerable<SchemaInput> inputs, string path, HashSet<string> above)
    {
        foreach (var input in inputs)
        {
            var at = $"{path}/{input.Name}";
            if (input.Type.Named is "ID" or "String")
                yield return (at, input);
            if (schema.Of(input.Type) is not { Kind: "INPUT_OBJECT" } type || above.Contains(type.Name))
                continue;
            foreach (var place in Places(type.Inputs, at, [.. above, type.Name]))
                yield return place;
        }
    }

    private ForeignRequest Make(string operation, SchemaField field, Func<string, string?> foreignAt, bool full)
    {
        var given = new List<string>();
        var arguments = Arguments(field.Arguments, field.Name, string.Empty, full, at =>
        {
            if (foreignAt(at) is not { } value)
                return null;
            given.Add(value);
            return value;
        });
        return new ForeignRequest(field.Name, $"{operation} {{ {field.Name}{arguments}{Selection(field.Type, Deepest, [])} }}", given);
    }

    private string Arguments(IReadOnlyList<SchemaInput> inputs, string field, string path, bool full, Func<string, string?> foreignAt)
    {
        var members = Members(inputs, field, path, full, foreignAt);
        return members.Length == 0 ? string.Empty : $"({members})";
    }

    private string Members(IReadOnlyList<SchemaInput> inputs, string field, string path, bool full, Func<string, string?> foreignAt)
    {
        var text = new StringBuilder();
        foreach (var input in inputs)
        {
            var at = $"{path}/{input.Name}";
            if (Value(input, field, at, full, foreignAt) is { } value)
                text.Append(text.Length > 0 ? ", " : string.Empty).Append(input.Name).Append(": ").Append(value);
        }

        return text.ToString();
    }

    /// <summary>Null: left out.</summary>
    private string? Value(SchemaInput input, string field, string at, bool full, Func<string, string?> foreignAt)
    {
        var type = schema.Of(input.Type);
        string? value = null;
        if (type.Kind is "INPUT_OBJECT")
        {
            // An object that contains itself ends where it may be left out.
            var members = at.Count(c => c == '/') > Deepest ? string.Empty : Members(type.Inputs, field, at, full, foreignAt);
            if (members.Length > 0 || input.IsRequired)
                value = $"{{ {members} }}";
        }
        else if (foreignAt(at) is { } foreignValue)
        {
            value = JsonSerializer.Serialize(foreignValue);
        }
        else if (full || input.IsRequired)
        {
            value = Leaf(type, input, $"{field}{at}");
        }

        return value is null ? null : new string('[', input.Type.Lists) + value + new string(']', input.Type.Lists);
    }

    private string Leaf(SchemaType type, SchemaInput input, string at) => type switch
    {
        { Kind: "ENUM" } => type.Values[0],
        { Name: "Int" or "Long" or "Float" or "Decimal" or "Short" or "Byte" } => "1",
        { Name: "Boolean" } => "true",
        { Name: "DateTime" or "DateTimeOffset" } => Later,
        { Name: "Date" or "DateOnly" } => "\"2098-01-01\"",
        { Name: "Time" or "TimeOnly" } => "\"12:00:00\"",
        { Name: "Uri" or "URL" or "Url" } => "\"https://example.com/\"",
        _ => JsonSerializer.Serialize(Fitting(own, input, at).FirstOrDefault()?.Value ?? "x"),
    };

    /// <summary>
    /// The values that a place can be meant for, by its name: texts of that name, else ids of the entity it names, else every id.
    /// </summary>
    private static IEnumerable<KnownValue> Fitting(IReadOnlyList<KnownValue> values, SchemaInput input, string path)
    {
        var ofThatName = values.Where(v => !v.IsId && input.Name.Contains(v.Property, StringComparison.OrdinalIgnoreCase)).ToList();
        if (ofThatName.Count > 0 || input.Type.Named != "ID")
            return ofThatName;
        var ids = values.Where(v => v.IsId).ToList();
        var name = input.Name.EndsWith("Ids", StringComparison.Ordinal) ? input.Name[..^3] : input.Name.EndsWith("Id", StringComparison.Ordinal) ? input.Name[..^2] : string.Empty;
        var ofThatEntity = name.Length == 0 ? [] : ids.Where(v => v.Entity.Contains(name, StringComparison.OrdinalIgnoreCase)).ToList();
        return ofThatEntity.Count > 0 ? ofThatEntity : ids.OrderByDescending(v => path.Contains(v.Entity, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Every field below, as deep as allowed, no type within itself.</summary>
    private string Selection(TypeReference reference, int depth, HashSet<string> above)
    {
        var type = schema.Of(reference);
        if (type.IsLeaf)
            return string.Empty;
        var text = new StringBuilder(" { __typename");
        if (type.IsAbstract)
        {
            foreach (var possible in type.Possible)
                text.Append(" ... on ").Append(possible).Append(Fields(schema.Named(possible), depth, above, alias: $"{possible}_"));
        }
        else
        {
            text.Append(Fields(type, depth, above, alias: string.Empty));
        }

        return text.Append(" }").ToString();
    }

    private string Fields(SchemaType type, int depth, HashSet<string> above, string alias)
    {
        var text = new StringBuilder();
        foreach (var field in type.Fields)
        {
            var target = schema.Of(field.Type);
            if (!target.IsLeaf && (depth == 0 || above.Contains(target.Name)))
                continue;
            var arguments = Arguments(
                field.Arguments, field.Name, string.Empty, full: false, at => field.Arguments.FirstOrDefault(a => at == $"/{a.Name}" && a.IsRequired) is { } required
                    ? Fitting(foreign, required, $"{field.Name}{at}").FirstOrDefault()?.Value
                    : null);
            text.Append(' ').Append(alias.Length > 0 ? $"{alias}{field.Name}: " : string.Empty).Append(field.Name).Append(arguments)
                .Append(Selection(field.Type, depth - 1, [.. above, type.Name]));
        }

        return alias.Length > 0 ? $" {{ __typename{text} }}" : text.ToString();
    }
}
