using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Eci.Mail;

namespace Eci.Modules.Tracking.NotifyCustomer;

/// <summary>Puts the texts of a language into the shared HTML and plain text layouts.</summary>
internal sealed partial class TemplateLayout(string html, string text)
{
    public MailTemplate Compose(string language, TemplateTexts texts, StateTexts state) => new(
        state.Subject,
        Fill(html, name => name == "paragraphs" ? HtmlParagraphs(state) : EncodeAroundTags(Value(name, language, texts, state))),
        Fill(text, name => name == "paragraphs" ? TextParagraphs(state) : Value(name, language, texts, state)));

    private static string Fill(string layout, Func<string, string> value) => Marker().Replace(layout, match => value(match.Groups["name"].Value));

    private static string Value(string name, string language, TemplateTexts texts, StateTexts state) => name switch
    {
        "language" => language,
        "heading" => state.Heading,
        "greeting" => texts.Greeting,
        "button" => texts.Button,
        "carrierLink" => texts.CarrierLink,
        "details" => texts.Details,
        "order" => texts.Labels.Order,
        "carrier" => texts.Labels.Carrier,
        "trackingNumber" => texts.Labels.TrackingNumber,
        "time" => texts.Labels.Time,
        "location" => texts.Labels.Location,
        "message" => texts.Labels.Message,
        "colon" => texts.Labels.Colon,
        "closing" => texts.Closing,
        "signature" => texts.Signature,
        "footer" => texts.Footer,
        _ => throw new InvalidOperationException($"The layout asks for '{name}', which no text is called."),
    };

    private static string HtmlParagraphs(StateTexts state) =>
        Paragraphs(state, "\n", paragraph => $"<p style=\"margin:0 0 16px;\">{EncodeAroundTags(paragraph)}</p>");

    private static string TextParagraphs(StateTexts state) => Paragraphs(state, "\n\n", paragraph => paragraph) + "\n";

    /// <summary>What separates a paragraph from the one before belongs to it, so that one that is not shown leaves no gap.</summary>
    private static string Paragraphs(StateTexts state, string separator, Func<string, string> format)
    {
        var result = new StringBuilder();
        foreach (var paragraph in state.Paragraphs)
        {
            var formatted = (result.Length == 0 ? string.Empty : separator) + format(paragraph.Text);
            result.Append(paragraph.When is null ? formatted : $"{{% if {paragraph.When} %}}{formatted}{{% endif %}}");
        }

        return result.ToString();
    }

    /// <summary>The texts are plain; in HTML everything of them but the Liquid tags is encoded.</summary>
    private static string EncodeAroundTags(string plain)
    {
        var result = new StringBuilder();
        var end = 0;
        foreach (var tag in LiquidTag().EnumerateMatches(plain))
        {
            result.Append(WebUtility.HtmlEncode(plain[end..tag.Index])).Append(plain, tag.Index, tag.Length);
            end = tag.Index + tag.Length;
        }

        return result.Append(WebUtility.HtmlEncode(plain[end..])).ToString();
    }

    [GeneratedRegex("@@(?<name>[a-zA-Z]+)@@", RegexOptions.NonBacktracking)]
    private static partial Regex Marker();

    [GeneratedRegex(@"\{\{.*?\}\}|\{%.*?%\}", RegexOptions.NonBacktracking)]
    private static partial Regex LiquidTag();
}
