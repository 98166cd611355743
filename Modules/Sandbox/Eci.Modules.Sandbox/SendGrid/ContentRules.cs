using System.Buffers.Text;
using System.Text.Json;

namespace Eci.Modules.Sandbox.SendGrid;

/// <summary>Rules of subject, content and attachments. A template brings subject and content of its own.</summary>
internal static class ContentRules
{
    private static readonly string[] Order = ["text/plain", "text/html"];

    public static IEnumerable<SendGridError> Check(JsonElement mail)
    {
        var hasTemplate = !string.IsNullOrEmpty(mail.Text("template_id"));
        return [.. CheckSubject(mail, hasTemplate), .. CheckContent(mail, hasTemplate), .. CheckAttachments(mail)];
    }

    private static IEnumerable<SendGridError> CheckSubject(JsonElement mail, bool hasTemplate)
    {
        if (mail.Find("subject") is { ValueKind: not JsonValueKind.String })
            yield return new SendGridError("Invalid type. Expected: string.", "subject");

        if (!hasTemplate && string.IsNullOrEmpty(mail.Text("subject")) && mail.Items("personalizations").Any(p => string.IsNullOrEmpty(p.Text("subject"))))
            yield return new SendGridError("The subject is required.", "subject");
    }

    private static IEnumerable<SendGridError> CheckContent(JsonElement mail, bool hasTemplate)
    {
        var parts = mail.Items("content").ToList();
        if (parts.Count == 0 && !hasTemplate)
            yield return new SendGridError("Unless a valid template_id is provided, the content parameter is required.", "content");

        foreach (var (part, i) in parts.Select((p, i) => (p, i)))
        {
            if (part.Text("type") is not { Length: > 0 } type || !type.Contains('/', StringComparison.Ordinal))
                yield return new SendGridError("The type must be a MIME type.", $"content.{i}.type");
            if (part.Text("value") is not { Length: > 0 })
                yield return new SendGridError("The content value must be a string at least one character in length.", $"content.{i}.value");
        }

        var ranks = parts.Select(p => Array.IndexOf(Order, p.Text("type"))).Select(rank => rank < 0 ? Order.Length : rank).ToList();
        if (!ranks.SequenceEqual(ranks.Order()))
            yield return new SendGridError("If present, text/plain must be first, followed by text/html.", "content");
    }

    private static IEnumerable<SendGridError> CheckAttachments(JsonElement mail)
    {
        foreach (var (attachment, i) in mail.Items("attachments").Select((a, i) => (a, i)))
        {
            if (attachment.Text("content") is not { Length: > 0 } content || !Base64.IsValid(content))
                yield return new SendGridError("The attachment content must be base64 encoded.", $"attachments.{i}.content");
            if (attachment.Text("filename") is not { Length: > 0 })
                yield return new SendGridError("The attachment filename is required.", $"attachments.{i}.filename");
        }
    }
}
