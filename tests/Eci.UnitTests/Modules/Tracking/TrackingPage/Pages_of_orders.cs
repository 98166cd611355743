using AngleSharp.Html.Dom;
using Eci.Modules.Tracking.NotifyCustomer;
using Eci.Modules.Tracking.TrackingPage;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Tracking.TrackingPage;

internal sealed class Pages_of_orders
{
    private static IEnumerable<TestCaseData> StatesInLanguages =>
        from language in BuiltInTemplates.Languages
        from state in Enum.GetValues<PackageState>()
        select new TestCaseData(language, state);

    [TestCaseSource(nameof(StatesInLanguages))]
    public async Task Say_in_the_customers_language_how_a_parcel_is_doing(string language, PackageState state)
    {
        var (_, document) = await Orders.RenderAsync(Orders.Of(Orders.Travelled(state)), language);
        var words = PageTexts.Of(language).Of(state);
        Assert.Multiple(() =>
        {
            Assert.That(document.DocumentElement.GetAttribute("lang"), Is.EqualTo(language));
            Assert.That(document.QuerySelector("article h2")!.TextContent, Is.EqualTo(words.Headline));
            Assert.That(document.QuerySelector("article .state")!.TextContent, Does.Contain(words.Text));
            Assert.That(document.QuerySelector(".events .what")!.TextContent, Is.EqualTo(words.Event));
            Assert.That(Texts(document, ".events time"), Is.EqualTo(new[] { 13, 7, 3 }.Select(hour => LocalTime.Format(At(hour), language))), "Newest first.");
            Assert.That(document.QuerySelector(".events time")!.GetAttribute("datetime"), Is.EqualTo("2026-03-02T13:00:00+01:00"));
            Assert.That(document.QuerySelector(".events li")!.TextContent, Does.Contain("50667 Köln").And.Contain("Hinten rechts"));
            Assert.That(document.Body!.TextContent, Does.Not.Contain("0998"), "The number of a depot is no place.");
            Assert.That(document.Body!.TextContent, Does.Contain("Ada").And.Contain("STORE-1001").And.Contain("Köln").And.Contain(Orders.Number).And.Contain("DPD"));
            AssertWellBuilt(document);
        });
    }

    [Test]
    public async Task Point_to_the_carriers_page_in_the_customers_language()
    {
        foreach (var (language, code) in new[] { ("de", "de_DE"), ("es", "es_ES") })
        {
            var (_, document) = await Orders.RenderAsync(Orders.Of(Orders.Travelled(PackageState.InTransit)), language);
            var link = (IHtmlAnchorElement)document.QuerySelector("a.button")!;
            Assert.That(link.Href, Is.EqualTo($"https://tracking.dpd.de/status/{code}/parcel/{Orders.Number}"));
            Assert.That(link.TextContent, Does.Contain("DPD"));
            Assert.That(link.GetAttribute("rel"), Does.Contain("noreferrer"));
        }
    }

    [TestCase(PackageState.Init, 0, "waiting")]
    [TestCase(PackageState.Pending, 0, "waiting")]
    [TestCase(PackageState.InformationReceived, 1, "moving")]
    [TestCase(PackageState.InTransit, 2, "moving")]
    [TestCase(PackageState.OutForDelivery, 3, "moving")]
    [TestCase(PackageState.FailedAttempt, 3, "attention")]
    [TestCase(PackageState.AvailableForPickup, 3, "moving")]
    [TestCase(PackageState.Delivered, 4, "arrived")]
    [TestCase(PackageState.Exception, 2, "attention")]
    [TestCase(PackageState.Expired, 2, "attention")]
    public async Task Show_how_far_a_parcel_has_come(PackageState state, int reached, string mood)
    {
        var (_, document) = await Orders.RenderAsync(Orders.Of(Orders.Travelled(state)));
        var steps = document.QuerySelectorAll(".steps li").Select(step => step.ClassName).ToList();
        Assert.That(steps, Is.EqualTo(Enumerable.Range(1, 4).Select(step => step < reached ? "done" : step == reached ? "current" : "open")));
        Assert.That(document.QuerySelectorAll("[aria-current=step]"), Has.Exactly(reached == 0 ? 0 : 1).Items);
        Assert.That(document.QuerySelector("article")!.ClassList, Does.Contain(mood));
    }

    [TestCase(PackageState.Exception)]
    [TestCase(PackageState.Delivered)]
    public async Task Tell_of_a_return_whatever_the_state(PackageState state)
    {
        var (_, document) = await Orders.RenderAsync(Orders.Of(Orders.Travelled(state) with { IsReturned = true, EstimatedDeliveryDate = new DateOnly(2026, 3, 9) }), "en");
        Assert.That(document.QuerySelector("article h2")!.TextContent, Is.EqualTo("Your parcel is coming back to us"));
        Assert.That(document.QuerySelector("article")!.ClassList, Does.Contain("attention"));
        Assert.That(document.QuerySelectorAll(".steps li")[^1].ClassName, Is.EqualTo("open"));
        Assert.That(document.QuerySelector(".delivery"), Is.Null);
    }

    [TestCase(null, null, "de", "Freitag, 6. März")]
    [TestCase(10, null, "de", "Freitag, 6. März, ab 10:00 Uhr")]
    [TestCase(null, 14, "en", "Friday, 6 March, by 14:00")]
    [TestCase(10, 14, "en", "Friday, 6 March, 10:00 to 14:00")]
    [TestCase(10, 14, "fr", "vendredi 6 mars, entre 10:00 et 14:00")]
    [TestCase(10, 14, "it", "venerdì 6 marzo, dalle 10:00 alle 14:00")]
    [TestCase(10, 14, "es", "viernes, 6 de marzo, entre las 10:00 y las 14:00")]
    [TestCase(14, 10, "en", "Friday, 6 March, by 10:00")]
    [TestCase(10, 10, "en", "Friday, 6 March, by 10:00")]
    public async Task Tell_when_the_parcel_is_expected(int? from, int? until, string language, string expected)
    {
        var package = Orders.Travelled(PackageState.InTransit) with
        {
            EstimatedDeliveryDate = new DateOnly(2026, 3, 6),
            EstimatedDeliveryFrom = from is { } f ? new TimeOnly(f, 0) : null,
            EstimatedDeliveryUntil = until is { } u ? new TimeOnly(u, 0) : null,
        };
        var (_, document) = await Orders.RenderAsync(Orders.Of(package), language);
        Assert.That(document.QuerySelector(".when")!.TextContent, Is.EqualTo(expected));
    }

    [TestCase(PackageState.InTransit, 3, 3, true)]
    [TestCase(PackageState.InTransit, 3, 2, false)]
    [TestCase(PackageState.Delivered, 3, 6, false)]
    [TestCase(PackageState.AvailableForPickup, 3, 6, false)]
    public async Task Tell_no_day_that_has_passed_or_no_longer_matters(PackageState state, int month, int day, bool shown)
    {
        var package = Orders.Travelled(state) with { EstimatedDeliveryDate = new DateOnly(2026, month, day) };
        var (_, document) = await Orders.RenderAsync(Orders.Of(package));
        Assert.That(document.QuerySelector(".when") is not null, Is.EqualTo(shown));
    }

    [Test]
    public async Task Number_the_parcels_of_an_order_that_has_several()
    {
        var (_, document) = await Orders.RenderAsync(Orders.Of(
            Orders.Travelled(PackageState.Delivered),
            Orders.Package(PackageState.Init) with { Carrier = Carrier.Unknown },
            Orders.Travelled(PackageState.InTransit) with { Carrier = Carrier.Ups }));
        Assert.That(Texts(document, ".position"), Is.EqualTo(new[] { "Paket 1 von 3", "Paket 2 von 3", "Paket 3 von 3" }));
        Assert.That(document.QuerySelectorAll("article a.button"), Has.Exactly(2).Items, "An unknown carrier has no page.");
        Assert.That(document.QuerySelectorAll("article")[1].TextContent, Does.Contain(PageTexts.Of("de").NoNews).And.Contain("Paketdienst"));
        AssertWellBuilt(document);
    }

    [Test]
    public async Task Have_words_for_an_order_without_parcels()
    {
        foreach (var language in BuiltInTemplates.Languages)
        {
            var (_, document) = await Orders.RenderAsync(Orders.Of(), language);
            Assert.That(document.QuerySelector("main h2")!.TextContent, Is.EqualTo(PageTexts.Of(language).NoParcels.Headline));
            Assert.That(document.QuerySelector("h1")!.TextContent, Does.Contain("Ada"));
            AssertWellBuilt(document);
        }
    }

    [Test]
    public async Task Have_words_for_what_cannot_be_shown()
    {
        foreach (var language in BuiltInTemplates.Languages)
        {
            var problems = PageTexts.Of(language).Problems;
            foreach (var notice in new[] { problems.NotFound, problems.TooMany, problems.Unavailable })
            {
                var (_, document) = await Orders.RenderAsync(notice, language);
                Assert.That(document.QuerySelector("h1")!.TextContent, Is.EqualTo(notice.Headline));
                Assert.That(document.DocumentElement.GetAttribute("lang"), Is.EqualTo(language));
                AssertWellBuilt(document);
            }
        }
    }

    [Test]
    public async Task Fold_up_what_is_long_past_and_leave_out_what_is_too_much()
    {
        var events = Enumerable.Range(0, TrackingPageQueries.MostEvents + 1).Select(i => Orders.Event(PackageState.InTransit, 1000 - i)).ToArray();
        var packages = Enumerable.Repeat(Orders.Package(PackageState.InTransit, events), TrackingPageQueries.MostPackages + 1).ToArray();
        var (_, document) = await Orders.RenderAsync(Orders.Of(packages), "en");
        Assert.That(document.QuerySelectorAll("article"), Has.Exactly(TrackingPageQueries.MostPackages).Items);
        Assert.That(document.QuerySelector("article")!.QuerySelectorAll("time"), Has.Exactly(TrackingPageQueries.MostEvents).Items);
        Assert.That(document.QuerySelector("article details summary")!.TextContent, Is.EqualTo("Earlier updates (54)"));
        Assert.That(Texts(document, ".quiet"), Does.Contain("These are the first 30 parcels of this order.").And.Some.StartsWith("These are the latest 60 updates"));
        AssertWellBuilt(document);
    }

    [TestCase(7, false)]
    [TestCase(8, true)]
    public async Task Fold_up_nothing_that_is_not_longer_than_the_fold(int events, bool folded)
    {
        var package = Orders.Package(PackageState.InTransit, [.. Enumerable.Range(0, events).Select(i => Orders.Event(PackageState.InTransit, 100 - i))]);
        var (_, document) = await Orders.RenderAsync(Orders.Of(package));
        Assert.That(document.QuerySelector("details") is not null, Is.EqualTo(folded));
        Assert.That(document.QuerySelectorAll("time"), Has.Exactly(events).Items);
    }

    [Test]
    public async Task Leave_out_what_is_not_known()
    {
        var order = Orders.Of(Orders.Package(PackageState.InTransit, Orders.Event(PackageState.InTransit, 1))) with
        {
            FirstName = " ",
            City = null,
            Brands = [],
        };
        var (page, document) = await Orders.RenderAsync(order, "en");
        Assert.That(document.QuerySelector("h1")!.TextContent, Is.EqualTo("Hello"));
        Assert.That(document.QuerySelector(".shop")!.TextContent, Is.EqualTo("tenant"));
        Assert.That(document.QuerySelectorAll("img, .help"), Is.Empty);
        Assert.That(page.Policy, Does.Contain("img-src 'none'"));
        AssertWellBuilt(document);
    }

    private static DateTimeOffset At(int hour) => new(2026, 3, 2, hour, 0, 0, TimeSpan.FromHours(1));

    private static IEnumerable<string> Texts(IHtmlDocument document, string selector) => document.QuerySelectorAll(selector).Select(e => e.TextContent);

    private static void AssertWellBuilt(IHtmlDocument document)
    {
        Assert.That(document.Body!.TextContent + document.Title, Does.Not.Match(@"\{\w*\}|\{%|\{\{"));
        Assert.That(document.Title, Is.Not.Empty);
        Assert.That(document.QuerySelectorAll("script, link, iframe, form, [style]"), Is.Empty);
        Assert.That(document.All.SelectMany(e => e.Attributes).Where(a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)), Is.Empty);
        foreach (var landmark in new[] { "header", "main", "footer", "nav", "h1" })
            Assert.That(document.QuerySelectorAll(landmark), Has.Exactly(1).Items, landmark);
        var levels = document.QuerySelectorAll("h1, h2, h3").Select(h => h.LocalName[1] - '0').ToList();
        Assert.That(levels.Zip(levels.Skip(1)).Where(pair => pair.Second > pair.First + 1), Is.Empty, "Headings leave out no level.");
        Assert.That(document.QuerySelectorAll("[id]").Select(e => e.Id), Is.Unique);
        Assert.That(document.QuerySelectorAll("[aria-labelledby]").Where(e => document.GetElementById(e.GetAttribute("aria-labelledby")!) is null), Is.Empty);
        Assert.That(document.QuerySelectorAll("dt, dd, li, p, h1, h2, h3, a, summary").Where(e => string.IsNullOrWhiteSpace(e.TextContent)), Is.Empty);
        Assert.That(document.QuerySelectorAll("ol > *, ul > *").Select(e => e.LocalName), Is.All.EqualTo("li"));
        Assert.That(document.QuerySelector("meta[name=robots]")!.GetAttribute("content"), Does.StartWith("noindex"));
        Assert.That(document.QuerySelectorAll("nav a").Select(a => a.GetAttribute("href")), Is.EqualTo(BuiltInTemplates.Languages.Select(l => $"?lang={l}")));
        Assert.That(document.QuerySelectorAll("nav a[aria-current]"), Has.Exactly(1).Items);
    }
}
