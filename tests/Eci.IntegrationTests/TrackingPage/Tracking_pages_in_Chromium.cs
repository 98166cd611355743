using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Tracking.NotifyCustomer;
using Eci.Modules.Tracking.TrackingPage;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using NUnit.Framework;

namespace Eci.IntegrationTests.TrackingPage;

/// <summary>Pages of the demo tenant, whose parcels DPD reports about, as customers see them.</summary>
[TestFixture]
[Category("Chromium")]
internal sealed class Tracking_pages_in_Chromium() : TrackingPageFixture(DatabaseKind.Sqlite)
{
    /// <summary>The language whose pages are kept as pictures, to be looked at.</summary>
    private const string Pictured = "de";

    /// <summary>What DPD reports of each parcel of an order; the first parcel is that of <c>STORE-1001</c>.</summary>
    private static readonly Dictionary<string, string[][]> Journeys = new(StringComparer.Ordinal)
    {
        ["today"] = [["start_order", "pickup_driver", "pickup_depot", "delivery_depot", "delivery_carload"]],
        ["underway"] = [["start_order", "pickup_driver", "pickup_depot"]],
        ["missed"] = [["start_order", "pickup_depot", "delivery_carload", "delivery_nab"]],
        ["shop"] = [["start_order", "pickup_depot", "delivery_shop"]],
        ["arrived"] = [["start_order", "pickup_driver", "pickup_depot", "delivery_depot", "delivery_carload", "delivery_nab", "delivery_carload", "delivery_customer"]],
        ["several"] = [["start_order", "pickup_depot", "delivery_carload", "delivery_customer"], ["start_order", "pickup_depot", "error_return"], []],
        ["empty"] = [],
    };

    private readonly Dictionary<string, string> _paths = new(StringComparer.Ordinal);
    private Browser? _browser;

    private static IEnumerable<TestCaseData> Views =>
        from journey in Journeys.Keys.Append("unknown")
        from view in new[]
        {
            (390, 844, ColorScheme.Light), (390, 844, ColorScheme.Dark), (1280, 900, ColorScheme.Light), (1280, 900, ColorScheme.Dark),
            (320, 640, ColorScheme.Light), (640, 450, ColorScheme.Light),
        }
        select new TestCaseData(journey, view.Item1, view.Item2, view.Item3);

    private Browser Window => _browser ?? throw new InvalidOperationException("The browser runs from the first set-up on.");

    private static string Pictures => Path.Combine(TestContext.CurrentContext.WorkDirectory, "screenshots");

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _browser = await Browser.StartAsync();
        Directory.CreateDirectory(Pictures);
        foreach (var (name, parcels) in Journeys)
            await TravelAsync(name, parcels);
        await SettleAsync();
        _paths["unknown"] = "/track/tt_1111111111111111111111";
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
    }

    [TestCaseSource(nameof(Views))]
    public async Task Can_be_read_without_scripts_in_every_language(string journey, int width, int height, ColorScheme scheme)
    {
        var page = await Window.OpenAsync(width, height, scheme);
        List<string> requests = [], complaints = [];
        page.Request += (_, request) => requests.Add(request.Url);
        page.Console += (_, message) => complaints.Add(message.Text);
        foreach (var language in BuiltInTemplates.Languages)
        {
            requests.Clear();
            complaints.Clear();
            var answer = await page.GotoAsync($"{Host.BaseAddress}{_paths[journey][1..]}?lang={language}");
            Assert.That(answer!.Status, Is.EqualTo(journey == "unknown" ? 404 : 200));
            if (language is Pictured)
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, $"{journey}-{width}-{scheme}.png"), FullPage = true });
            await Assert.MultipleAsync(async () =>
            {
                Assert.That(await page.EvaluateAsync<string[]>(PageInspection.Faults), Is.Empty, language);
                Assert.That(requests.Where(url => !url.StartsWith("data:", StringComparison.Ordinal)), Has.Exactly(1).Items, "Only the page itself is fetched.");
                Assert.That(complaints.Where(text => journey != "unknown" || !text.Contains("404", StringComparison.Ordinal)), Is.Empty, "The policy allows everything the page needs.");
            });
        }
    }

    [Test]
    public async Task Can_be_walked_through_by_keyboard()
    {
        var page = await OpenAsync("arrived", 390, 844);
        var expected = await page.EvaluateAsync<string[]>(PageInspection.Focusable);
        Assert.That(expected, Has.Length.GreaterThanOrEqualTo(9));
        var seen = new List<string>();
        foreach (var _ in expected)
        {
            await page.Keyboard.PressAsync("Tab");
            seen.Add(await page.EvaluateAsync<string>(PageInspection.Focus));
        }

        Assert.That(seen, Is.EqualTo(expected), "In the order it is read, and every focus shows.");
    }

    [Test]
    public async Task Unfold_what_happened_earlier()
    {
        var page = await OpenAsync("arrived", 390, 844);
        var earliest = page.Locator("details time").Last;
        Assert.That(await earliest.IsVisibleAsync(), Is.False);
        await page.Locator("summary").ClickAsync();
        Assert.That(await earliest.IsVisibleAsync(), Is.True);
        Assert.That(await page.EvaluateAsync<string[]>(PageInspection.Faults), Is.Empty);
    }

    [Test]
    public async Task Show_the_logo()
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var page = await OpenAsync("underway", 390, 844, scheme);
            Assert.That(await page.EvaluateAsync<int>("() => document.querySelector('img').naturalWidth"), Is.Positive);
        }
    }

    [Test]
    public async Task Change_their_language_at_a_click()
    {
        var page = await OpenAsync("today", 390, 844);
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Italiano" }).ClickAsync();
        Assert.That(await page.Locator("html").GetAttributeAsync("lang"), Is.EqualTo("it"));
        Assert.That(await page.Locator("article h2").TextContentAsync(), Is.EqualTo(PageTexts.Of("it").Of(PackageState.OutForDelivery).Headline));
    }

    [Test]
    public async Task Have_landmarks_and_names_for_those_who_do_not_see()
    {
        var page = await OpenAsync("several", 390, 844);
        var parcels = page.GetByRole(AriaRole.Article);
        Assert.That(await parcels.CountAsync(), Is.EqualTo(3));
        var headline = PageTexts.Of("de").Of(PackageState.Delivered).Headline;
        Assert.That(await page.GetByRole(AriaRole.Article, new PageGetByRoleOptions { Name = headline, Exact = true }).CountAsync(), Is.EqualTo(1));
        Assert.That(await page.GetByRole(AriaRole.List, new PageGetByRoleOptions { Name = "Fortschritt" }).CountAsync(), Is.EqualTo(3));
        foreach (var role in new[] { AriaRole.Banner, AriaRole.Main, AriaRole.Contentinfo, AriaRole.Navigation })
            Assert.That(await page.GetByRole(role).CountAsync(), Is.EqualTo(1), role.ToString());
    }

    [Test]
    public async Task Move_only_for_those_who_like_it()
    {
        const string moving = "() => document.getAnimations().length";
        var still = await OpenAsync("underway", 390, 844);
        Assert.That(await still.EvaluateAsync<int>(moving), Is.Zero);
        var page = await Window.OpenAsync(390, 844, ColorScheme.Light, ReducedMotion.NoPreference);
        await page.GotoAsync(Host.BaseAddress + _paths["underway"][1..]);
        Assert.That(await page.EvaluateAsync<int>(moving), Is.EqualTo(1));
    }

    [Test]
    public async Task Can_be_printed()
    {
        var page = await OpenAsync("arrived", 1280, 900);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print, ColorScheme = ColorScheme.Light });
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, "print.png"), FullPage = true });
        Assert.That(await page.Locator("nav").IsVisibleAsync(), Is.False);
        Assert.That(await page.Locator("details time").Last.IsVisibleAsync(), Is.True, "What is folded up is printed as well.");
    }

    protected override void Configure(EciTestHostOptions options)
    {
        options.Settings["Eci:Tracking:Page:RatePerToken"] = "0";
        options.Settings["Eci:Tracking:Page:RatePerAddress"] = "0";
    }

    private async Task<IPage> OpenAsync(string journey, int width, int height, ColorScheme scheme = ColorScheme.Light)
    {
        var page = await Window.OpenAsync(width, height, scheme);
        await page.GotoAsync(Host.BaseAddress + _paths[journey][1..]);
        return page;
    }

    /// <summary>Gives the demo tenant an order whose parcels travel; the first journey is that of the demo order itself.</summary>
    private async Task TravelAsync(string name, string[][] parcels)
    {
        var order = name == Journeys.Keys.First() ? await DemoOrderAsync() : await AddOrderAsync(parcels.Length);
        _paths[name] = $"/track/{order.TrackingToken}";
        foreach (var (package, statuses) in order.Packages.OrderBy(p => p.TrackingId, StringComparer.Ordinal).Zip(parcels))
        {
            foreach (var (i, status) in statuses.Index())
                await PushAsync(package.TrackingId, status, i);
        }
    }

    private async Task PushAsync(string number, string status, int step)
    {
        var time = new DateTimeOffset(2026, 1, 5, 7, 40, 0, TimeSpan.Zero).AddHours(step * 5);
        using var answer = await Host.Client.GetAsync(
            $"/api/v1/tracking/dpd/{DemoTenant.DpdWebhookId}?pushid={NextNumber()}&pnr={number}&depot=Depot+K%C3%B6ln&status={status}&statusdate={time:ddMMyyyyHHmmss}");
        answer.EnsureSuccessStatusCode();
    }

    private Task<Order> DemoOrderAsync() => Host.QueryAsync(async db =>
    {
        var order = await db.Set<Order>().Include(o => o.Packages).SingleAsync(o => o.OrderNumber == "STORE-1001");
        Expect(order.Packages.Single());
        await db.SaveChangesAsync();
        return order;
    });

    private async Task<Order> AddOrderAsync(int parcels)
    {
        var like = await DemoOrderAsync();
        var order = new Order
        {
            Id = Ids.New(IdPrefix.Order),
            TenantId = DemoTenant.Id,
            OrderNumber = $"STORE-{NextNumber()[^4..]}",
            Language = "de",
            MainContactId = like.MainContactId,
            ShippingAddressId = like.ShippingAddressId,
        };
        for (var i = 0; i < parcels; i++)
        {
            var package = new Package { Id = Ids.New(IdPrefix.Package), TenantId = DemoTenant.Id, OrderId = order.Id, Carrier = Carrier.Dpd, TrackingId = NextNumber() };
            Expect(package);
            order.Packages.Add(package);
        }

        await StoreAsync(db => db.Add(order));
        return order;
    }

    private static void Expect(Package package)
    {
        package.EstimatedDeliveryDate = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(1);
        package.EstimatedDeliveryFrom = new TimeOnly(13, 0);
        package.EstimatedDeliveryUntil = new TimeOnly(15, 30);
    }
}
