using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Eci.Vocabulary;

/// <summary>Enum members are written everywhere (JSON, database, GraphQL) as SCREAMING_SNAKE_CASE: <c>OutForDelivery</c> is <c>OUT_FOR_DELIVERY</c>.</summary>
public static class WireName
{
    /// <summary>The written form of an enum member.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Names<T>.ByValue.TryGetValue(value, out var name)
            ? name
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"Not a member of {typeof(T).Name}.");

    /// <summary>The member with that written form; false when there is none.</summary>
    public static bool TryParse<T>(string? name, out T value)
        where T : struct, Enum
    {
        value = default;
        return name is not null && Names<T>.ByName.TryGetValue(name, out value);
    }

    /// <summary>The member with that written form.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static T Parse<T>(string name)
        where T : struct, Enum =>
        TryParse<T>(name, out var value) ? value : throw new FormatException($"'{name}' is not a {typeof(T).Name}.");

    private static string Compose(string member)
    {
        var text = new StringBuilder(member.Length + 4);
        for (var i = 0; i < member.Length; i++)
        {
            if (i > 0 && char.IsUpper(member[i]))
                text.Append('_');
            text.Append(char.ToUpperInvariant(member[i]));
        }

        return text.ToString();
    }

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> ByValue =
            Enum.GetValues<T>().ToDictionary(v => v, v => Compose(v.ToString()));

        public static readonly Dictionary<string, T> ByName =
            new(ByValue.Select(p => KeyValuePair.Create(p.Value, p.Key)), StringComparer.Ordinal);
    }
}

/// <summary>Writes enum members by <see cref="WireName"/> in JSON.</summary>
public sealed class WireNameConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        WireName.TryParse<T>(reader.GetString(), out var value)
            ? value
            : throw new JsonException($"'{reader.GetString()}' is not a {typeof(T).Name}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(WireName.Of(value));
}
