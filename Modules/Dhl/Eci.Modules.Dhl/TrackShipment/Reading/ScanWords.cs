using System.Text;
using System.Text.RegularExpressions;

namespace Eci.Modules.Dhl.TrackShipment.Reading;

/// <summary>
/// Recognises in DHL's English and German texts, and in the codes some divisions write instead, what its status codes cannot tell. Announced
/// or denied events do not count.
/// </summary>
internal sealed partial class ScanWords
{
    private const int MatchTimeout = 1000;
    private const int LongestText = 2000;

    private readonly string _text;

    public ScanWords(params IEnumerable<string?> texts) => _text = Fold(string.Join(" | ", texts.Where(text => text is not null)));

    /// <summary>It goes, or went, back to the sender.</summary>
    public bool TellReturn => Return().IsMatch(_text);

    /// <summary>It waits for the recipient in a shop or locker.</summary>
    public bool TellPickupPoint => PickupPoint().IsMatch(_text);

    /// <summary>Nobody could or would take it.</summary>
    public bool TellFailedAttempt => FailedAttempt().IsMatch(_text);

    /// <summary>There was an attempt: enough where the code says already that something failed.</summary>
    public bool TellAttempt => TellFailedAttempt || Attempt().IsMatch(_text);

    /// <summary>It is in the delivery vehicle.</summary>
    public bool TellDeliveryTour => DeliveryTour().IsMatch(_text);

    /// <summary>Lower case, umlauts in two letters, every separator a single blank.</summary>
    private static string Fold(string text)
    {
        var folded = new StringBuilder(Math.Min(text.Length, LongestText));
        foreach (var c in text.Normalize(NormalizationForm.FormC).ToLowerInvariant().Take(LongestText))
        {
            if (char.IsLetterOrDigit(c))
                folded.Append(c switch { 'ä' => "ae", 'ö' => "oe", 'ü' => "ue", 'ß' => "ss", _ => c.ToString() });
            else if (c is '|' or '.' or ';' or '!')
                folded.Append(" | ");
            else if (folded.Length > 0 && folded[^1] != ' ')
                folded.Append(' ');
        }

        return folded.ToString();
    }

    [GeneratedRegex(
        """
        \breturn(?:ed|ing)?\s(?:back\s)?to\s(?!(?:the\s|a\s|our\s|dhl\s|local\s|delivery\s)*(?:depot|base|facility|hub|station|terminal|warehouse|(?:parcel|sorting|distribution|service)\scent))
        |\breturn\s(?:shipment|parcel)\b
        |\bdelivered\s(?:at|to)\s(?:the\s)?(?:shipper|sender)\b
        |\b(?:sent|on\sits\sway)\sback\sto\sthe\s(?:sender|shipper)\b
        |\bruecksendung|\bruecktransport
        |\bzurueck\s?(?:an\s(?:den\s)?(?:absender|versender)|gesandt|gesendet|geschickt)
        |\ban\sden\s(?:absender|versender)\szurueck
        """,
        RegexOptions.IgnorePatternWhitespace,
        MatchTimeout)]
    private static partial Regex Return();

    [GeneratedRegex(
        """
        (?<!\bnot\s|\byet\s|\bbe\s)(?:ready|available|waiting|held|awaiting)\s(?:for\s)?(?:the\s)?(?:recipient\s|consignee\s|customer\s)?(?:pick\s?up|collection)\b(?!\sby\s(?:dhl|courier|driver|carrier))
        |\bdelivered\s(?:at|to)\s(?:the\s|a\s)?(?:parcel\s?shop|service\s?point|parcel\s?locker|packstation)\b
        |(?<!\bnicht\s)\bzur\sabholung\sbereit\b(?!\s?ge)
        """,
        RegexOptions.IgnorePatternWhitespace,
        MatchTimeout)]
    private static partial Regex PickupPoint();

    [GeneratedRegex(
        """
        \bnot\s(?:at\s)?home\b
        |\b(?:not|nobody|no\sone|wasn\st|was\snt)\s(?:been\s)?(?:present|met)\b
        |\bnicht\s(?:angetroffen|zu\shause|zuhause)\b|\bniemand(?:en)?\sangetroffen\b
        |\b(?:failed|unsuccessful|attempted)\sdelivery\b|\bdelivery\sattempted\b
        |\bdelivery\sattempt\s(?:was\s|has\s|been\s)*(?:failed|unsuccessful|not\ssuccessful)\b|\b(?:failed|unsuccessful)\s(?:delivery\s)?attempt\b
        |\b(?:could|can)\s?not\sbe\sdelivered\b|\bnicht\szugestellt\swerden\b
        |\bzustellversuch\s(?:war\s|ist\s)?(?:nicht\serfolgreich|erfolglos|gescheitert|fehlgeschlagen)\b|\berfolglose[rn]?\szustellversuch\b
        """,
        RegexOptions.IgnorePatternWhitespace,
        MatchTimeout)]
    private static partial Regex FailedAttempt();

    [GeneratedRegex("""\b(?:delivery\sattempt|attempt\sto\sdeliver|zustellversuch|refused|verweigert)""", RegexOptions.None, MatchTimeout)]
    private static partial Regex Attempt();

    [GeneratedRegex(
        """
        (?<!\bnot\s|\bbe\s|\bnot\sbeen\s)\bloaded\s(?:on\s?to|into|in|on)\s(?:the\s)?delivery\s(?:vehicle|van)\b
        |(?<!\bnicht\s)\bin\sdas\szustellfahrzeug\sgeladen\b
        |(?<!\bnot\s|\bbe\s|\bgo\s)\bout\s(?:with\s(?:the\s)?courier\s)?for\sdelivery\b
        |(?<!\bbe\s)\bwith\s(?:the\s)?delivery\scourier\b
        |(?<!\bnicht\s)\bin\szustellung\b
        """,
        RegexOptions.IgnorePatternWhitespace,
        MatchTimeout)]
    private static partial Regex DeliveryTour();
}
