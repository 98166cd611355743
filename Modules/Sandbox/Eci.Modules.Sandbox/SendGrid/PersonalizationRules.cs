using System.Text.Json;

namespace Eci.Modules.Sandbox.SendGrid;

/// <summary>Rules of the recipients.</summary>
internal static class PersonalizationRules
{
    private const int MostPersonalizations = 1000;
    private const int MostRecipients = 1000;
    
    /// <summary>The members that hold recipients.</summary>
    public static IReadOnlyList<string> Lists { get; } = ["to", "cc", "bcc"];

    public static IEnumerable<SendGridError> Check(JsonElement mail)
    {
        if (mail.Find("personalizations") is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() is 0 or > MostPersonalizations)
            return [new SendGridError($"Between 1 and {MostPersonalizations} personalizations are required.", "personalizations")];

        var errors = list.EnumerateArray().SelectMany((p, i) => CheckOne(p, $"personalizations.{i}", IsDynamic(mail))).ToList();
        if (list.EnumerateArray().Sum(Recipients) > MostRecipients)
            errors.Add(new SendGridError($"At most {MostRecipients} recipients are allowed.", "personalizations"));
        return errors;
    }

    private static IEnumerable<SendGridError> CheckOne(JsonElement personalization, string path, bool isDynamic)
    {
        if (!personalization.Items("to").Any())
            yield return new SendGridError("The to array is required for all personalization objects.", $"{path}.to");

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var list in Lists)
        {
            foreach (var (address, i) in personalization.Items(list).Select((a, i) => (a, i)))
            {
                foreach (var error in AddressRules.Check(address, $"{path}.{list}.{i}", asciiOnly: false))
                    yield return error;
                if (address.Text("email") is { } email && !seen.Add(email))
                    yield return new SendGridError("Each address must be unique between to, cc and bcc.", $"{path}.{list}.{i}.email");
            }
        }

        if (personalization.Find("from") is { } from)
        {
            foreach (var error in AddressRules.Check(from, $"{path}.from", asciiOnly: true))
                yield return error;
        }

        if (isDynamic && personalization.Find("substitutions") is not null)
            yield return new SendGridError("Substitutions may not be used with dynamic templating.", $"{path}.substitutions");
    }

    private static bool IsDynamic(JsonElement mail) => mail.Text("template_id")?.StartsWith("d-", StringComparison.Ordinal) == true;

    private static int Recipients(JsonElement personalization) => Lists.Sum(list => personalization.Items(list).Count());
}
