using System.Text.Json;
using System.Text.Json.Serialization;

namespace Eci.Modules.Saleor.Client;

/// <summary>A record of a page. One that is not what Saleor's contract says costs only itself.</summary>
/// <param name="Node">The record; null when it cannot be read.</param>
/// <param name="Raw">As it came; null when it could be read.</param>
[JsonConverter(typeof(SaleorEdgeConverter))]
internal sealed record SaleorEdge<TNode>(TNode? Node, JsonElement? Raw = null)
{
    /// <summary>Id of a record that cannot be read; null when it has none.</summary>
    public string? RawId => Raw is { ValueKind: JsonValueKind.Object } raw
        && raw.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.String && id.GetString() is { Length: > 0 } text
            ? text
            : null;

    public static SaleorEdge<TNode> Of(JsonElement node, JsonSerializerOptions options)
    {
        try
        {
            if (node.Deserialize<TNode>(options) is { } read)
                return new SaleorEdge<TNode>(read);
        }
        catch (JsonException)
        {
            // Told by the record itself.
        }

        return new SaleorEdge<TNode>(default, node);
    }
}

/// <summary>Reads edges node by node.</summary>
internal sealed class SaleorEdgeConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(SaleorEdge<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Converter<TNode> : JsonConverter<SaleorEdge<TNode>>
    {
        public override SaleorEdge<TNode> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var edge = JsonElement.ParseValue(ref reader);
            return SaleorEdge<TNode>.Of(edge.ValueKind is JsonValueKind.Object && edge.TryGetProperty("node", out var node) ? node : edge, options);
        }

        /// <exception cref="NotSupportedException">Always: the hub only reads pages.</exception>
        public override void Write(Utf8JsonWriter writer, SaleorEdge<TNode> value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}
