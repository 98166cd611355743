using System.Globalization;
using System.Text.RegularExpressions;
using Eci.Mail;
using Eci.Modules.Tracking.NotifyCustomer;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Tracking;

internal sealed class Shipped_templates
{
    private const string Number = "01906000683796";
    private const string Link = "https://tracking.dpd.de/status/de_DE/parcel/01906000683796";

    private static readonly DateTimeOffset Time = new(2026, 3, 2, 8, 5, 0, TimeSpan.FromHours(1));

    private static readonly Dictionary<string, string> WrittenTimes = new(StringComparer.Ordinal)
    {
        ["de"] = "Montag, 2. März 2026, 08:05 Uhr",
        ["en"] = "Monday, 2 March 2026, 08:05",
        ["fr"] = "lundi 2 mars 2026 à 08:05",
        ["it"] = "lunedì 2 marzo 2026, ore 08:05",
        ["es"] = "lunes, 2 de marzo de 2026, 08:05",
    };

    private readonly BuiltInTemplates _templates = new();
    private readonly MailTemplateRenderer _renderer = new();

    private static IEnumerable<TestCaseData> All =>
        from language in WrittenTimes.Keys
        from state in BuiltInTemplates.States
        select new TestCaseData(language, state);

    [Test]
    public void Exist_in_five_languages_for_every_state_a_customer_cares_about()
    {
        Assert.That(BuiltInTemplates.Languages, Is.EquivalentTo(WrittenTimes.Keys));
        Assert.That(
            Enum.GetValues<PackageState>().Except(BuiltInTemplates.States),
            Is.EquivalentTo(new[] { PackageState.Init, PackageState.Pending, PackageState.Expired }));
    }

    [TestCaseSource(nameof(All))]
    public void Tell_everything_there_is_to_tell(string language, PackageState state)
    {
        var mail = Render(language, state, Full(language));
        Assert.Multiple(() =>
        {
            Assert.That(mail.Subject, Does.Contain("O-1").And.Not.Contain("  "));
            Assert.That(mail.Html, Does.Contain($"<html lang=\"{language}\"").And.Contain($"href=\"{Link}\""));
            foreach (var part in new[] { Decoded(mail.Html), mail.Text })
            {
                foreach (var value in new[] { "Ada", "Lovelace", "DPD", Number, Link, "O-1", WrittenTimes[language], "Köln", "Hinten rechts", "Kaufhaus" })
                    Assert.That(part, Does.Contain(value));
            }

            AssertNoLeftovers(mail);
        });
    }

    [TestCaseSource(nameof(All))]
    public void Can_do_without_what_is_not_known(string language, PackageState state)
    {
        var mail = Render(language, state, new(StringComparer.Ordinal)
        {
            ["carrier"] = "DPD",
            ["tracking_number"] = Number,
            ["time"] = WrittenTimes[language],
            ["shop_name"] = "Kaufhaus",
            ["state"] = WireName.Of(state),
        });
        Assert.Multiple(() =>
        {
            Assert.That(mail.Subject, Is.Not.Empty.And.Not.Contain("  ").And.Not.Contain(" ,"));
            Assert.That(mail.Html, Does.Not.Contain("href="));
            Assert.That(mail.Text, Does.Not.Match(@"[ \t]{2,}").And.Not.Match(@" [,.!]\s"));
            AssertNoLeftovers(mail);
        });
    }

    [TestCaseSource(nameof(All))]
    public void Show_values_as_text_in_HTML(string language, PackageState state)
    {
        const string hostile = "<script>alert(1)</script>\"'&{{ shop_name }}";
        var values = Full(language).Keys.ToDictionary(k => k, _ => (object?)hostile, StringComparer.Ordinal);
        var mail = Render(language, state, values);
        Assert.That(mail.Html, Does.Not.Contain("<script").And.Contain("&lt;script&gt;"));
        Assert.That(mail.Html, Does.Not.Contain("href="), "Only web addresses become links.");
        Assert.That(mail.Text, Does.Contain(hostile));
    }

    [Test]
    public void Say_something_of_their_own()
    {
        var mails = All.Select(c => Render((string)c.Arguments[0]!, (PackageState)c.Arguments[1]!, Full((string)c.Arguments[0]!))).ToList();
        Assert.That(mails.Select(m => m.Subject), Is.Unique);
        Assert.That(mails.Select(m => m.Text), Is.Unique);
    }

    [TestCase("de-AT", ExpectedResult = true)]
    [TestCase("DE", ExpectedResult = true)]
    [TestCase("pt", ExpectedResult = false)]
    [TestCase("", ExpectedResult = false)]
    [TestCase("not a language", ExpectedResult = false)]
    public bool Are_found_by_language_with_or_without_region(string language) => _templates.Find(PackageState.Delivered, language) is not null;

    [TestCase(PackageState.Init)]
    [TestCase(PackageState.Expired)]
    [TestCase(PackageState.Pending)]
    public void Are_not_there_for_states_that_only_the_shop_cares_about(PackageState state) => Assert.That(_templates.Find(state, "de"), Is.Null);

    private static Dictionary<string, object?> Full(string language) => new(StringComparer.Ordinal)
    {
        ["first_name"] = "Ada",
        ["last_name"] = "Lovelace",
        ["carrier"] = "DPD",
        ["tracking_number"] = Number,
        ["tracking_url"] = Link,
        ["order_number"] = "O-1",
        ["time"] = LocalTime.Format(Time, language),
        ["location"] = "Köln",
        ["message"] = "Hinten rechts",
        ["state"] = "DELIVERED",
        ["shop_name"] = "Kaufhaus",
    };

    private static string Decoded(string html) => System.Net.WebUtility.HtmlDecode(html);

    private static void AssertNoLeftovers(RenderedMail mail)
    {
        foreach (var part in new[] { mail.Subject, mail.Html, mail.Text })
            Assert.That(part, Does.Not.Match(@"\{\{|\}\}|\{%|%\}|@@"));
        Assert.That(mail.Text, Does.Not.Match(@"\n{3,}"), "One empty line between paragraphs.");
        Assert.That(mail.Text, Does.Not.Match("<[a-z]").IgnoreCase.And.Not.Match("&(amp|lt|gt|quot|#)"));
        Assert.That(OpenTags(mail.Html), Is.Empty, "Every element is closed.");
    }

    private static IEnumerable<string> OpenTags(string html)
    {
        var open = new Stack<string>();
        foreach (Match tag in Regex.Matches(html, "<(?<end>/?)(?<name>[a-z][a-z0-9]*)[^>]*>", RegexOptions.None, TimeSpan.FromSeconds(5)))
        {
            var name = tag.Groups["name"].Value;
            if (name is "meta" or "br")
                continue;
            if (tag.Groups["end"].Length == 0)
                open.Push(name);
            else if (!open.TryPop(out var last) || last != name)
                return [$"{last} closed by {name}"];
        }

        return open;
    }

    private RenderedMail Render(string language, PackageState state, Dictionary<string, object?> values) =>
        _renderer.Render(_templates.Find(state, language)!, values, CultureInfo.GetCultureInfo(language));
}
