using System.Runtime.InteropServices;
using System.Text.Json;

namespace Eci.Messaging.Brokers;

/// <summary>The facts of an envelope that are needed before it is handled.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EnvelopeHead(Guid MessageId, DateTimeOffset? SentTime)
{
    /// <summary>Reads the head; null when the bytes are no envelope.</summary>
    public static EnvelopeHead? Read(ReadOnlySpan<byte> body)
    {
        Guid? messageId = null;
        DateTimeOffset? sentTime = null;
        var hasMessage = false;
        try
        {
            var json = new Utf8JsonReader(body);
            if (!json.Read() || json.TokenType is not JsonTokenType.StartObject)
                return null;
            while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals("messageId"u8))
                    messageId = json.Read() && json.TokenType is JsonTokenType.String && json.TryGetGuid(out var id) ? id : null;
                else if (json.ValueTextEquals("sentTime"u8))
                    sentTime = json.Read() && json.TokenType is JsonTokenType.String && json.TryGetDateTimeOffset(out var time) ? time : null;
                else if (json.ValueTextEquals("message"u8))
                    hasMessage = json.Read();
                else
                    json.Read();
                json.Skip();
            }
        }
        catch (JsonException)
        {
            return null;
        }

        return messageId is { } known && known != Guid.Empty && hasMessage ? new EnvelopeHead(known, sentTime) : null;
    }
}
