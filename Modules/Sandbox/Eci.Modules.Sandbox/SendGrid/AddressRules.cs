using System.Text.Json;
using System.Text.RegularExpressions;

namespace Eci.Modules.Sandbox.SendGrid;

/// <summary>Rules of one address object.</summary>
internal static partial class AddressRules
{
    public static IEnumerable<SendGridError> Check(JsonElement address, string path, bool asciiOnly)
    {
        var email = address.Text("email");
        if (email is null || !Shape().IsMatch(email))
            yield return new SendGridError("Does not contain a valid address.", $"{path}.email");
        else if (asciiOnly && !email.All(char.IsAscii))
            yield return new SendGridError("The address must not hold other than ASCII characters.", $"{path}.email");

        if (address.Find("name") is not { } name)
            yield break;
        if (name.ValueKind != JsonValueKind.String)
            yield return new SendGridError("Invalid type. Expected: string.", $"{path}.name");
        else if (name.GetString()!.AsSpan().ContainsAny(";,\r\n"))
            yield return new SendGridError("The name must not hold a semicolon, a comma or a line break.", $"{path}.name");
    }

    [GeneratedRegex(@"^[^\s@<>(),;:""\[\]\\]{1,64}@[^\s@<>(),;:""\[\]\\]{1,253}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Shape();
}
