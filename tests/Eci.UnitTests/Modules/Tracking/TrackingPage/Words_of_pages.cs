using System.Text.Json;
using System.Text.RegularExpressions;
using Eci.Modules.Tracking;
using Eci.Modules.Tracking.Data;
using Eci.Modules.Tracking.NotifyCustomer;
using Eci.Modules.Tracking.TrackingPage;
using Eci.Vocabulary;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Tracking.TrackingPage;

internal sealed class Words_of_pages
{
    /// <summary>Only a value, or the same word in two languages.</summary>
    private static readonly string[] MayBeAlike = ["delivery.day", "labels.destination"];

    [TestCaseSource(typeof(BuiltInTemplates), nameof(BuiltInTemplates.Languages))]
    public void Are_there_for_everything_in_every_language(string language)
    {
        var (texts, english) = (TextsOf(language), TextsOf("en"));
        Assert.That(texts.Keys, Is.EquivalentTo(english.Keys));
        Assert.That(texts.Where(t => string.IsNullOrWhiteSpace(t.Value)), Is.Empty);
        foreach (var (key, text) in texts)
            Assert.That(Places(text), Is.EquivalentTo(Places(english[key])), key);
        if (language != "en")
            Assert.That(texts.Where(t => t.Value == english[t.Key]).Select(t => t.Key).Except(MayBeAlike), Is.Empty, "Not translated.");
        Assert.That(
            PageTexts.Of(language).States.Keys,
            Is.EquivalentTo(Enum.GetValues<PackageState>().Select(WireName.Of).Append(PageTexts.Returned)));
    }

    [TestCase("?lang=fr", "de", "it", "fr")]
    [TestCase("?lang=FR-ca", "de", null, "fr")]
    [TestCase("?lang=pt", "de", "it", "de")]
    [TestCase("?lang=fr&lang=it", "de", null, "de")]
    [TestCase("?lang=%00", "de", null, "de")]
    [TestCase("", "de-AT", "it", "de")]
    [TestCase("", null, "it", "it")]
    [TestCase("", "pt", "it", "it")]
    [TestCase("", null, "pt, es;q=0.5, fr-CH;q=0.8, it;q=0", "fr")]
    [TestCase("", null, "de;q=0", "es")]
    [TestCase("", null, "*", "es")]
    [TestCase("", null, "not, a;;header", "es")]
    [TestCase("", null, null, "es")]
    public void Are_those_of_the_address_then_the_order_then_the_browser_then_the_brand(string query, string? ofOrder, string? ofBrowser, string expected)
    {
        var brand = Orders.Brand(null) with { Mails = new TrackingEmailSettings("a@example.com", "A", null, "A", "es") };
        Assert.That(PageLanguage.Of(Request(query, ofBrowser), Orders.Of() with { Language = ofOrder }, brand), Is.EqualTo(expected));
    }

    [TestCase(null, "en")]
    [TestCase("it", "it")]
    public void Are_those_of_the_browser_where_there_is_no_order(string? ofBrowser, string expected) =>
        Assert.That(PageLanguage.Of(Request(string.Empty, ofBrowser)), Is.EqualTo(expected));

    [Test]
    public void Take_values_as_they_are() => Assert.That(Words.Fill("{a} {b} {c}", ("a", "{b}"), ("b", "2")), Is.EqualTo("2 2 {c}"));

    private static HttpRequest Request(string query, string? acceptLanguage)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new QueryString(query);
        request.Headers.AcceptLanguage = acceptLanguage;
        return request;
    }

    private static Dictionary<string, string> TextsOf(string language)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        Collect(JsonDocument.Parse(EmbeddedText.Read($"TrackingPage.Texts.{language}.json")).RootElement, string.Empty);
        return texts;

        void Collect(JsonElement element, string path)
        {
            if (element.ValueKind is JsonValueKind.String)
            {
                texts.Add(path, element.GetString()!);
                return;
            }

            foreach (var property in element.EnumerateObject())
                Collect(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}");
        }
    }

    private static IEnumerable<string> Places(string text) =>
        Regex.Matches(text, @"\{\w+\}", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(match => match.Value);
}
