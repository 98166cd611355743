using System.Security.Cryptography;
using System.Text;
using AngleSharp.Html.Dom;
using Eci.Modules.Tracking.Data;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Tracking.TrackingPage;

internal sealed class Secrets_of_customers
{
    private const string Hostile = "<script>alert(1)</script>\"'&{{ page.texts }}{% if x %}";

    [TestCase("LOVELACE")]
    [TestCase("Abgegeben bei A. Lovelace, danke")]
    [TestCase("an: ada@example.com")]
    [TestCase("Schildergasse 12, Hinterhaus")]
    [TestCase("Unterschrift: C. BABBAGE")]
    public async Task Are_not_on_the_page_when_a_carrier_writes_them_down(string note)
    {
        var package = Orders.Package(PackageState.Delivered, Orders.Event(PackageState.Delivered, 1, note, note)) with { ReceivedBy = "C. Babbage" };
        var (page, _) = await Orders.RenderAsync(Orders.Of(package));
        var html = Encoding.UTF8.GetString(page.Html.Span);
        foreach (var secret in new[] { "Lovelace", "ada@", "Schildergasse", "Babbage", "o_1", "pk_1" })
            Assert.That(html, Does.Not.Contain(secret).IgnoreCase);
    }

    [TestCase("Lovelace Straße")]
    [TestCase("Ada Lovelace")]
    public async Task Are_not_in_the_greeting_when_the_shop_has_them_in_the_first_name(string firstName)
    {
        var (_, document) = await Orders.RenderAsync(Orders.Of() with { FirstName = firstName });
        Assert.That(document.QuerySelector("h1")!.TextContent, Is.EqualTo("Guten Tag"));
    }

    [Test]
    public async Task Are_told_from_words_that_only_hold_them()
    {
        var package = Orders.Package(PackageState.InTransit, Orders.Event(PackageState.InTransit, 1, "Linz", "Lieferung"));
        var (_, document) = await Orders.RenderAsync(Orders.Of(package) with { LastName = "Li" });
        Assert.That(document.QuerySelector(".events li")!.TextContent, Does.Contain("Linz").And.Contain("Lieferung"));
    }

    [Test]
    public async Task Cannot_be_fetched_by_text_that_looks_like_HTML()
    {
        var package = Orders.Package(PackageState.InTransit, Orders.Event(PackageState.InTransit, 1, Hostile, Hostile)) with { CarrierTrackingUrl = "javascript:alert(1)" };
        var order = Orders.Of(package) with
        {
            FirstName = Hostile,
            City = Hostile,
            OrderNumber = Hostile,
            Brands = [Orders.Brand(new TrackingPageSettings(ShopName: Hostile, LogoUrl: "https://cdn.example.com/\"><script>"))],
        };
        var (page, document) = await Orders.RenderAsync(order);
        Assert.Multiple(() =>
        {
            Assert.That(Encoding.UTF8.GetString(page.Html.Span), Does.Not.Contain("<script"));
            Assert.That(document.QuerySelector("h1")!.TextContent, Is.EqualTo($"Guten Tag, {Hostile}"));
            Assert.That(document.QuerySelectorAll(".events bdi").Select(e => e.TextContent), Is.EqualTo(new[] { Hostile, Hostile }));
            Assert.That(((IHtmlImageElement)document.QuerySelector("img")!).AlternativeText, Is.EqualTo(Hostile));
            Assert.That(document.QuerySelector("a.button"), Is.Null, "A script is no page of a carrier.");
        });
    }

    [Test]
    public async Task Are_guarded_by_a_policy_that_allows_the_pages_own_styles_and_logo_only()
    {
        var (page, document) = await Orders.RenderAsync(Orders.Of());
        var hashes = document.QuerySelectorAll("style").Select(s => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(s.TextContent)))}'");
        Assert.That(page.Policy, Is.EqualTo(
            $"default-src 'none'; style-src {string.Join(' ', hashes)}; img-src https://cdn.example.com; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"));
    }

    [TestCase("https://cdn.example.com:8443/a/logo.svg?v=1", "https://cdn.example.com:8443")]
    [TestCase("https://bücher.example/logo.png", "https://xn--bcher-kva.example")]
    [TestCase("data:image/png;base64,AAAA", "data:")]
    public async Task Reach_no_other_host_than_that_of_the_logo(string logo, string source)
    {
        var (page, document) = await Orders.RenderAsync(Orders.Of() with { Brands = [Orders.Brand(new TrackingPageSettings(LogoUrl: logo))] });
        Assert.That(page.Policy, Does.Contain($"img-src {source};"));
        Assert.That(document.QuerySelectorAll("img"), Has.Exactly(1).Items);
    }

    [Test]
    public async Task Do_not_let_a_long_text_push_everything_else_away()
    {
        var package = Orders.Package(PackageState.InTransit, Orders.Event(PackageState.InTransit, 1, message: new string('x', 299) + "😀" + new string('y', 100_000)));
        var (_, document) = await Orders.RenderAsync(Orders.Of(package));
        Assert.That(document.QuerySelector(".note")!.TextContent, Is.EqualTo(new string('x', 299) + "…"), "No half of a character.");
    }
}
