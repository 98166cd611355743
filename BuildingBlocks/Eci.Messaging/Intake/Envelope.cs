using System.Buffers;
using System.Text;
using System.Text.Json;
using MassTransit;
using MassTransit.Serialization;

namespace Eci.Messaging.Intake;

/// <summary>Writes the JSON envelope that MassTransit reads, without its send pipeline.</summary>
internal static class Envelope
{
    private static readonly JsonWriterOptions WriterOptions = new() { SkipValidation = true };

    public static string Write<T>(T message, Guid messageId, DateTimeOffset sentTime)
        where T : class
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("messageId", messageId);
            json.WriteString("conversationId", messageId);
            json.WriteStartArray("messageType");
            foreach (var name in MessageTypeCache<T>.MessageTypeNames)
                json.WriteStringValue(name);
            json.WriteEndArray();
            json.WritePropertyName("message");
            JsonSerializer.Serialize(json, message, SystemTextJsonMessageSerializer.Options);
            json.WriteString("sentTime", sentTime.UtcDateTime);
            json.WriteStartObject("headers");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
