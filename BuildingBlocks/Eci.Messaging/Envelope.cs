using System.Buffers;
using System.Text;
using System.Text.Json;
using MassTransit;
using MassTransit.Serialization;

namespace Eci.Messaging;

/// <summary>What an envelope says besides the message.</summary>
internal readonly record struct EnvelopeFacts(
    Guid MessageId,
    Guid ConversationId,
    DateTimeOffset SentTime,
    Guid? CorrelationId = null,
    Guid? InitiatorId = null,
    IEnumerable<KeyValuePair<string, object>>? Headers = null);

/// <summary>Writes the JSON envelope that MassTransit reads: only what a reader uses, on one line.</summary>
internal static class Envelope
{
    private static readonly JsonWriterOptions WriterOptions = new() { SkipValidation = true };

    public static string Write<T>(T message, in EnvelopeFacts facts)
        where T : class
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("messageId", facts.MessageId);
            json.WriteString("conversationId", facts.ConversationId);
            if (facts.CorrelationId is { } correlation)
                json.WriteString("correlationId", correlation);
            if (facts.InitiatorId is { } initiator)
                json.WriteString("initiatorId", initiator);
            json.WriteStartArray("messageType");
            foreach (var name in MessageTypeCache<T>.MessageTypeNames)
                json.WriteStringValue(name);
            json.WriteEndArray();
            json.WritePropertyName("message");
            JsonSerializer.Serialize(json, message, SystemTextJsonMessageSerializer.Options);
            json.WriteString("sentTime", facts.SentTime.UtcDateTime);
            json.WriteStartObject("headers");
            foreach (var (name, value) in facts.Headers ?? [])
            {
                json.WritePropertyName(name);
                JsonSerializer.Serialize(json, value, SystemTextJsonMessageSerializer.Options);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
