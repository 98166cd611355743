using System.Text;
using System.Text.Json;

namespace Eci.Modules.Sandbox.SendGrid;

/// <summary>What SendGrid demands of a mail before it takes it.</summary>
internal sealed class MailSendRules
{
    private const int MostCustomArgBytes = 10_000;
    private static readonly TimeSpan FurthestSchedule = TimeSpan.FromHours(72);

    private static readonly HashSet<string> ReservedHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "x-sg-id", "x-sg-eid", "received", "dkim-signature", "Content-Type", "Content-Transfer-Encoding",
        "To", "From", "Subject", "Reply-To", "CC", "BCC",
    };

    private readonly List<SendGridError> _errors = [];

    private MailSendRules()
    {
    }

    /// <summary>Everything that is wrong with a request body; empty when SendGrid would take it.</summary>
    public static IReadOnlyList<SendGridError> Check(JsonElement mail, DateTimeOffset now)
    {
        if (mail.ValueKind != JsonValueKind.Object)
            return [new SendGridError("Bad Request: the body must be a JSON object.")];

        var rules = new MailSendRules();
        rules.CheckEnvelope(mail);
        rules._errors.AddRange(PersonalizationRules.Check(mail));
        rules._errors.AddRange(ContentRules.Check(mail));
        rules.CheckExtras(mail, "", now);
        foreach (var (personalization, i) in mail.Items("personalizations").Select((p, i) => (p, i)))
            rules.CheckExtras(personalization, $"personalizations.{i}.", now);
        rules.CheckCategories(mail);
        return rules._errors;
    }

    private void CheckEnvelope(JsonElement mail)
    {
        if (mail.Find("from") is { } from)
            _errors.AddRange(AddressRules.Check(from, "from", asciiOnly: true));
        else
            Add("The from object must be provided for every email send.", "from.email");

        if (mail.Find("reply_to") is { } replyTo)
            _errors.AddRange(AddressRules.Check(replyTo, "reply_to", asciiOnly: false));
        if (mail.Find("reply_to") is not null && mail.Find("reply_to_list") is not null)
            Add("Only one of reply_to and reply_to_list may be used.", "reply_to_list");
        if (mail.Find("mail_settings")?.Find("sandbox_mode")?.Find("enable") is { } enable && enable.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Add("Invalid type. Expected: boolean.", "mail_settings.sandbox_mode.enable");
    }

    private void CheckExtras(JsonElement part, string path, DateTimeOffset now)
    {
        if (part.Find("headers") is { } headers)
            CheckHeaders(headers, $"{path}headers");
        if (part.Find("custom_args") is { } args && Encoding.UTF8.GetByteCount(args.GetRawText()) > MostCustomArgBytes)
            Add($"The custom_args must be below {MostCustomArgBytes} bytes.", $"{path}custom_args");
        if (part.Find("send_at") is { } sendAt)
            CheckSchedule(sendAt, $"{path}send_at", now);
    }

    private void CheckHeaders(JsonElement headers, string path)
    {
        if (headers.ValueKind != JsonValueKind.Object)
        {
            Add("Invalid type. Expected: object.", path);
            return;
        }

        foreach (var header in headers.EnumerateObject())
        {
            if (ReservedHeaders.Contains(header.Name))
                Add($"The header '{header.Name}' is reserved.", $"{path}.{header.Name}");
            if (header.Value.ValueKind != JsonValueKind.String || header.Value.GetString()!.AsSpan().ContainsAny('\r', '\n'))
                Add("A header must be one line of text.", $"{path}.{header.Name}");
        }
    }

    private void CheckSchedule(JsonElement sendAt, string path, DateTimeOffset now)
    {
        if (sendAt.ValueKind != JsonValueKind.Number || !sendAt.TryGetInt64(out var seconds))
            Add("Invalid type. Expected: integer.", path);
        else if (seconds > (now + FurthestSchedule).ToUnixTimeSeconds())
            Add("A mail cannot be scheduled more than 72 hours ahead.", path);
    }

    private void CheckCategories(JsonElement mail)
    {
        var categories = mail.Items("categories").Select(c => c.ToString()).ToList();
        if (categories.Count > 10 || categories.Distinct(StringComparer.Ordinal).Count() < categories.Count || categories.Exists(c => c.Length > 255))
            Add("At most 10 different categories of at most 255 characters are allowed.", "categories");
    }

    private void Add(string message, string field) => _errors.Add(new SendGridError(message, field));
}
