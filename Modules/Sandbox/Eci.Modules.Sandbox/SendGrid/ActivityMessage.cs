using System.Text.Json.Serialization;

namespace Eci.Modules.Sandbox.SendGrid;

/// <summary>One message in the answer of <c>GET /v3/messages</c>.</summary>
internal sealed record ActivityMessage(
    [property: JsonPropertyName("from_email")] string FromEmail,
    [property: JsonPropertyName("msg_id")] string MessageId,
    [property: JsonPropertyName("subject")] string? Subject,
    [property: JsonPropertyName("to_email")] string ToEmail,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("opens_count")] int OpensCount,
    [property: JsonPropertyName("clicks_count")] int ClicksCount,
    [property: JsonPropertyName("last_event_time")] DateTimeOffset LastEventTime)
{
    public const string Delivered = "delivered";

    public static IEnumerable<ActivityMessage> Of(SentMail mail) =>
        mail.To.Select(to => new ActivityMessage(mail.From, mail.MessageId, mail.Subject, to, Delivered, 0, 0, mail.Time));
}

internal sealed record ActivityMessages(IReadOnlyList<ActivityMessage> Messages);
