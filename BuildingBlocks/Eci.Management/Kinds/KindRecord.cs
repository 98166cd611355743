using System.Text.Json;
using System.Text.Json.Nodes;
using FluentValidation;

namespace Eci.Management.Kinds;

/// <summary>Values by the names of fields. A field that is missing is left as it is, or at its default; null takes a value away.</summary>
public sealed class KindValues : Dictionary<string, JsonNode?>
{
    public KindValues()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>Nothing is given.</summary>
    public static KindValues None => [];
}

/// <summary>The settings or the credentials of a kind: which fields there are, and what they may hold.</summary>
public abstract class KindRecord
{
    private protected KindRecord(string name, IReadOnlyList<KindField> fields)
    {
        Name = name;
        Fields = fields;
    }

    /// <summary>What it is called in inputs: <c>settings</c>, <c>credentials</c>.</summary>
    public string Name { get; }

    public IReadOnlyList<KindField> Fields { get; }

    /// <summary>There is nothing to be given.</summary>
    public static KindRecord None(string name) => new KindRecord<object>(name, new InlineValidator<object>());

    /// <summary>The field with that name.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public KindField Field(string name) => Fields.FirstOrDefault(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new RefusedException([new InputProblem(
            $"{Name}.{name}",
            Fields.Count == 0 ? $"There are no {Name} here." : $"'{name}' is none of the {Name}; known are {string.Join(", ", Fields.Select(field => field.Name))}.")]);

    /// <summary>What is wrong with the values on top of those that are stored.</summary>
    /// <param name="given">The new values.</param>
    /// <param name="stored">The old ones; null: there are none.</param>
    internal abstract IReadOnlyList<InputProblem> Check(KindValues given, JsonObject? stored);
}

/// <summary>Fields that are the properties of a record, which is stored as JSON.</summary>
/// <typeparam name="T">The record.</typeparam>
/// <param name="name">What it is called in inputs: <c>settings</c>, <c>credentials</c>.</param>
/// <param name="rules">Each broken rule is one sentence that names the field; nulls must not make it fail.</param>
/// <param name="fields">Every property of the record.</param>
public sealed class KindRecord<T>(string name, IValidator<T> rules, params IReadOnlyList<KindField> fields) : KindRecord(name, fields)
    where T : class
{
    /// <summary>The record with the values, which were checked.</summary>
    /// <param name="given">The new values.</param>
    /// <param name="stored">What holds for those that are not given; null: defaults.</param>
    public T Read(KindValues given, T? stored = null) => Merge(given, stored is null ? null : Write(stored));

    /// <summary>The values of a record by the names of the fields.</summary>
    public JsonObject Write(T record) => JsonSerializer.SerializeToNode(record, JsonSerializerOptions.Web)!.AsObject();

    internal override IReadOnlyList<InputProblem> Check(KindValues given, JsonObject? stored)
    {
        var problems = new List<InputProblem>();
        foreach (var missing in Fields.Where(field => field.Required && IsMissing(field, given, stored)))
            problems.Add(new InputProblem($"{Name}.{missing.Name}", $"{missing.Name} is required."));
        foreach (var failure in rules.Validate(Merge(given, stored)).Errors)
        {
            var field = $"{Name}.{JsonNamingPolicy.CamelCase.ConvertName(failure.PropertyName)}";
            if (problems.TrueForAll(problem => problem.Field != field))
                problems.Add(new InputProblem(field, failure.ErrorMessage));
        }

        return problems;
    }

    private static bool IsMissing(KindField field, KindValues given, JsonObject? stored) =>
        given.TryGetValue(field.Name, out var value) ? value is null : stored?[field.Name] is null;

    private static T Merge(KindValues given, JsonObject? stored)
    {
        var merged = stored?.DeepClone().AsObject() ?? [];
        foreach (var (field, value) in given)
        {
            merged.Remove(field);
            if (value is not null)
                merged[field] = value.DeepClone();
        }

        return merged.Deserialize<T>(JsonSerializerOptions.Web)!;
    }
}
