using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Eci.Persistence.Privacy;

/// <summary>Texts that are personal with somebody, and how they are found in and taken out of other texts.</summary>
public sealed class PersonalTexts
{
    private const int ShortestWord = 2;
    private const int ShortestIdentifying = 6;
    private const string Replacement = "erased";
    private const string ReplacementOfEmail = "erased@erased.invalid";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly string? _email;
    private readonly Regex? _all;

    /// <param name="email">The address; null when it is not known any more.</param>
    /// <param name="identifying">Whole names, streets, telephone numbers: they hardly ever mean somebody else.</param>
    /// <param name="words">First and last names: personal in what is about her, anybody's elsewhere.</param>
    public PersonalTexts(string? email, IEnumerable<string?> identifying, IEnumerable<string?> words)
    {
        _email = email;
        var strong = Distinct(identifying, ShortestIdentifying);
        var all = Distinct(strong.Append(email).Concat(words), ShortestWord).OrderByDescending(text => text.Length).ToList();
        EmailPatterns = email is null ? [] : PatternsOf([email]);
        Patterns = PatternsOf(email is null ? strong : [email, .. strong]);
        _all = all.Count == 0 ? null : new Regex(
            $@"(?<!\w)(?:{string.Join('|', all.Select(Regex.Escape))})(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience);
    }

    /// <summary>What to look for, in lower case, in lower-case columns of text or JSON: the address and what else identifies her.</summary>
    public IReadOnlyList<string> Patterns { get; }

    /// <summary>What to look for, in lower case, where only the address tells that something is hers.</summary>
    public IReadOnlyList<string> EmailPatterns { get; }

    /// <summary>The text holds one of them, as whole words.</summary>
    public bool AreIn(string? text) => text is not null && _all?.IsMatch(text) is true;

    /// <summary>The text without them.</summary>
    public string Redact(string text) => _all?.Replace(text, Replace) ?? text;

    /// <summary>The JSON with every string redacted; a text that is no JSON is redacted as it is.</summary>
    public string RedactJson(string json)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            return Redact(json);
        }

        return root is null ? json : RedactNode(root).ToJsonString();
    }

    private JsonNode RedactNode(JsonNode node)
    {
        switch (node)
        {
            case JsonObject obj:
                foreach (var (name, value) in obj.ToList())
                {
                    if (value is not null && RedactNode(value) is var clean && clean != value)
                        obj[name] = clean;
                }

                return obj;
            case JsonArray array:
                for (var i = 0; i < array.Count; i++)
                {
                    if (array[i] is { } value && RedactNode(value) is var clean && clean != value)
                        array[i] = clean;
                }

                return array;
            default:
                return node.GetValueKind() is JsonValueKind.String && node.GetValue<string>() is var text && AreIn(text) ? JsonValue.Create(Redact(text)) : node;
        }
    }

    private string Replace(Match match) =>
        string.Equals(match.Value, _email, StringComparison.OrdinalIgnoreCase) ? ReplacementOfEmail : Replacement;

    private static List<string> Distinct(IEnumerable<string?> texts, int shortest) =>
    [
        .. texts.Select(text => text?.Trim()).OfType<string>().Where(text => text.Length >= shortest).Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>Lower case in a database may leave other letters than those of ASCII as they are, and JSON may hold them as numbers.</summary>
    private static List<string> PatternsOf(IEnumerable<string> texts) =>
    [
        .. texts
            .SelectMany(text => (string[])[text, text.ToLowerInvariant(), text.ToUpperInvariant()])
            .SelectMany(text => (string[])[text, JsonEncodedText.Encode(text).ToString()])
            .SelectMany(text => (string[])[text.ToLowerInvariant(), LowerAscii(text)])
            .Distinct(StringComparer.Ordinal),
    ];

    private static string LowerAscii(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = char.IsAsciiLetterUpper(source[i]) ? (char)(source[i] | 0x20) : source[i];
    });
}
