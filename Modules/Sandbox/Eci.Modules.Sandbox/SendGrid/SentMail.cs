using System.Text.Json;

namespace Eci.Modules.Sandbox.SendGrid;

/// <summary>A mail the simulator took: what the outbox shows, one per recipient list.</summary>
internal sealed record SentMail(
    string MessageId,
    DateTimeOffset Time,
    string From,
    string? FromName,
    string? ReplyTo,
    IReadOnlyList<string> To,
    string? Subject,
    string? Text,
    string? Html,
    IReadOnlyDictionary<string, string> Headers,
    IReadOnlyDictionary<string, string> CustomArgs)
{
    /// <summary>Reads mails from a request that passed <see cref="MailSendRules"/>.</summary>
    public static IEnumerable<SentMail> Of(JsonElement mail, string messageId, DateTimeOffset time) =>
        from personalization in mail.GetProperty("personalizations").EnumerateArray()
        let sender = personalization.Find("from") ?? mail.GetProperty("from")
        select new SentMail(
            messageId,
            time,
            sender.Text("email")!,
            sender.Text("name"),
            mail.Find("reply_to")?.Text("email"),
            [.. Addresses(personalization)],
            personalization.Text("subject") ?? mail.Text("subject"),
            Content(mail, "text/plain"),
            Content(mail, "text/html"),
            Merged(mail.Find("headers"), personalization.Find("headers")),
            Merged(mail.Find("custom_args"), personalization.Find("custom_args")));

    private static IEnumerable<string> Addresses(JsonElement personalization) =>
        PersonalizationRules.Lists.SelectMany(list => personalization.Items(list)).Select(a => a.Text("email")!);

    private static string? Content(JsonElement mail, string type) =>
        mail.Items("content").Where(c => c.Text("type") == type).Select(c => c.Text("value")).FirstOrDefault();

    private static Dictionary<string, string> Merged(params JsonElement?[] objects) =>
        objects.Where(o => o?.ValueKind == JsonValueKind.Object)
            .SelectMany(o => o!.Value.EnumerateObject())
            .GroupBy(p => p.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => g.Last().Value.ToString(), StringComparer.OrdinalIgnoreCase);
}
