using System.ComponentModel;
using System.Globalization;
using System.Text.Json.Nodes;
using Eci.Vocabulary;
using Eci.Web.GraphQL;
using GraphQL.Types;

namespace Eci.Management.Kinds;

/// <summary>What a field takes.</summary>
[Description("What kind of value a setting or credential is.")]
public enum KindFieldType
{
    Text,
    WholeNumber,
    Number,
    Boolean,

    /// <summary>One of some words.</summary>
    Choice,

    /// <summary>Any of some words, in a list.</summary>
    Choices,
}

/// <summary>A setting or credential of a kind of app or integration. Made by the methods named after its type.</summary>
public sealed class KindField
{
    private const int LongestQuote = 40;

    private readonly Type _graphType;

    private KindField(string name, KindFieldType type, string description, Type graphType)
    {
        Name = name;
        Type = type;
        Description = description;
        _graphType = graphType;
    }

    /// <summary>The property of the record, in camelCase.</summary>
    public string Name { get; }

    public KindFieldType Type { get; }

    public string Description { get; }

    /// <summary>It must be given.</summary>
    public bool Required { get; private init; }

    /// <summary>Never shown, once it is stored.</summary>
    public bool IsSecret { get; private init; }

    /// <summary>What holds when it is not given, as text; null: nothing.</summary>
    public string? Default { get; private init; }

    /// <summary>The words of <see cref="KindFieldType.Choice"/> and <see cref="KindFieldType.Choices"/>.</summary>
    public IReadOnlyList<string> Words { get; private init; } = [];

    /// <summary>The type of the field in inputs of GraphQL.</summary>
    internal Type InputType => Required ? typeof(NonNullGraphType<>).MakeGenericType(_graphType) : _graphType;

    public static KindField Text(string name, string description, bool required = false, string? ifMissing = null) =>
        new(name, KindFieldType.Text, description, typeof(StringGraphType)) { Required = required, Default = ifMissing };

    /// <summary>A text that is never shown again.</summary>
    public static KindField Secret(string name, string description) =>
        new(name, KindFieldType.Text, description, typeof(StringGraphType)) { Required = true, IsSecret = true };

    public static KindField WholeNumber(string name, string description, int ifMissing) =>
        new(name, KindFieldType.WholeNumber, description, typeof(IntGraphType)) { Default = ifMissing.ToString(CultureInfo.InvariantCulture) };

    public static KindField Number(string name, string description, double ifMissing) =>
        new(name, KindFieldType.Number, description, typeof(FloatGraphType)) { Default = ifMissing.ToString(CultureInfo.InvariantCulture) };

    public static KindField Boolean(string name, string description, bool ifMissing) =>
        new(name, KindFieldType.Boolean, description, typeof(BooleanGraphType)) { Default = ifMissing ? "true" : "false" };

    /// <summary>One member of an enum, by its <see cref="WireName"/>.</summary>
    public static KindField Choice<T>(string name, string description, T ifMissing)
        where T : struct, Enum =>
        new(name, KindFieldType.Choice, description, typeof(WireEnumGraphType<T>))
        {
            Default = WireName.Of(ifMissing),
            Words = [.. Enum.GetValues<T>().Select(WireName.Of)],
        };

    /// <summary>Any members of an enum, by their <see cref="WireName"/>.</summary>
    public static KindField Choices<T>(string name, string description)
        where T : struct, Enum =>
        new(name, KindFieldType.Choices, description, typeof(ListGraphType<NonNullGraphType<WireEnumGraphType<T>>>))
        {
            Words = [.. Enum.GetValues<T>().Select(WireName.Of)],
        };

    /// <summary>Reads what somebody typed: lists are separated by commas, and an empty text takes the value away.</summary>
    /// <exception cref="RefusedException">It is no value of this field.</exception>
    public JsonNode? Parse(string text)
    {
        if (text.Length == 0)
            return null;
        return Type switch
        {
            KindFieldType.Text => JsonValue.Create(text),
            KindFieldType.WholeNumber => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : throw Unreadable(text, "a whole number"),
            KindFieldType.Number => double.TryParse(text, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? JsonValue.Create(number)
                : throw Unreadable(text, "a number"),
            KindFieldType.Boolean => bool.TryParse(text, out var given) ? JsonValue.Create(given) : throw Unreadable(text, "true or false"),
            KindFieldType.Choice => Word(text.Trim()),
            _ => new JsonArray([.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Word)]),
        };
    }

    private JsonNode Word(string text) => Words.FirstOrDefault(word => string.Equals(word, text, StringComparison.OrdinalIgnoreCase)) is { } word
        ? JsonValue.Create(word)
        : throw Unreadable(text, $"of {string.Join(", ", Words)}");

    private RefusedException Unreadable(string text, string wanted) => new([new InputProblem(
        Name, $"{Name} must be {wanted}, not '{(text.Length > LongestQuote ? string.Concat(text.AsSpan(0, LongestQuote), "…") : text)}'.")]);
}
