using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Eci.Modules.OutgoingWebhooks.Events;

/// <summary>Something that happened, for every endpoint that wants to know.</summary>
/// <param name="Type">One of <see cref="WebhookEventTypes"/>.</param>
/// <param name="Key">Tells this event from every other one of its type; the same when the hub handles it twice.</param>
/// <param name="Timestamp">When the hub learned of it.</param>
/// <param name="Data">One of the records of this folder.</param>
internal sealed record WebhookEvent(string Type, string Key, DateTimeOffset Timestamp, object Data)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new UtcConverter() },
    };

    /// <summary>The body that is sent.</summary>
    public string ToPayload() => JsonSerializer.Serialize(new Envelope(Type, Timestamp, Data), Json);

    private sealed record Envelope(string Type, DateTimeOffset Timestamp, object Data);

    /// <summary>Times in UTC, milliseconds, with a Z.</summary>
    private sealed class UtcConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));
    }
}
