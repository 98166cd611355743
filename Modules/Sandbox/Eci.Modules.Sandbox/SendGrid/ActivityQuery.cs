using System.Text.RegularExpressions;

namespace Eci.Modules.Sandbox.SendGrid;

/// <summary>The part of the Email Activity query language that names one message: <c>field="value"</c>, joined by AND.</summary>
internal sealed partial class ActivityQuery
{
    private readonly List<Func<SentMail, bool>> _conditions;

    private ActivityQuery(List<Func<SentMail, bool>> conditions) => _conditions = conditions;

    /// <summary>Reads a query; null when it is not one.</summary>
    public static ActivityQuery? Parse(string text)
    {
        var conditions = new List<Func<SentMail, bool>>();
        foreach (var part in text.Split(" AND ", StringSplitOptions.TrimEntries))
        {
            var match = Condition().Match(part);
            if (!match.Success || match.Groups["open"].Length != match.Groups["close"].Length)
                return null;

            var value = match.Groups["value"].Value;
            if (match.Groups["arg"] is { Success: true, Value: var argument })
                conditions.Add(m => m.CustomArgs.TryGetValue(argument, out var found) && found == value);
            else if (Field(match.Groups["field"].Value) is { } field)
                conditions.Add(m => field(m).Contains(value, StringComparer.OrdinalIgnoreCase));
            else
                return null;
        }

        return new ActivityQuery(conditions);
    }

    public bool Matches(SentMail mail) => _conditions.TrueForAll(condition => condition(mail));

    private static Func<SentMail, IEnumerable<string?>>? Field(string name) => name switch
    {
        "msg_id" => m => [m.MessageId],
        "from_email" => m => [m.From],
        "to_email" => m => m.To,
        "subject" => m => [m.Subject],
        "status" => _ => [ActivityMessage.Delivered],
        _ => null,
    };

    [GeneratedRegex("""^(?<open>\(?)(?:unique_args\['(?<arg>[^']+)'\]|(?<field>[a-z_]+))\s*=\s*"(?<value>[^"]*)"(?<close>\)?)$""", RegexOptions.NonBacktracking)]
    private static partial Regex Condition();
}
