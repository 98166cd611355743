using Eci.Commerce;
using Eci.Core;
using Eci.IntegrationTests.Tracking;
using Eci.Modules.Tracking.Data;
using Eci.Modules.Tracking.TrackingPage;
using Eci.Persistence;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.TrackingPage;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class A_tracking_page(DatabaseKind kind) : TrackingPageFixture(kind)
{
    private readonly StatementCounter _statements = new();

    [Test]
    public async Task Shows_the_parcels_of_the_order_to_whoever_knows_the_token()
    {
        var shop = await AddFullShopAsync(change: s =>
        {
            s.Package.EstimatedDeliveryDate = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(1);
            s.Package.EstimatedDeliveryFrom = new TimeOnly(10, 0);
            s.Package.EstimatedDeliveryUntil = new TimeOnly(14, 30);
        });
        await TellInTurnAsync(shop.Scan(PackageState.InTransit, 6) with { Location = "0998" }, shop.Scan(PackageState.OutForDelivery, 8) with { Location = "Köln-Süd" });
        var page = await DocumentAsync(PathOf(shop));
        Assert.Multiple(() =>
        {
            Assert.That(page.QuerySelector("h1")!.TextContent, Is.EqualTo("Guten Tag, Ada"));
            Assert.That(page.QuerySelector("main > .facts")!.TextContent, Does.Contain(shop.Order.OrderNumber).And.Contain("Köln"));
            Assert.That(page.QuerySelector("article h2")!.TextContent, Is.EqualTo(PageTexts.Of("de").Of(PackageState.OutForDelivery).Headline));
            Assert.That(page.QuerySelector(".when")!.TextContent, Does.EndWith("10:00 bis 14:30 Uhr"));
            Assert.That(page.QuerySelectorAll("time").Select(t => t.TextContent), Is.EqualTo(new[] { "Montag, 2. März 2026, 08:00 Uhr", "Montag, 2. März 2026, 06:00 Uhr" }));
            Assert.That(page.QuerySelector(".events li")!.TextContent, Does.Contain("Köln-Süd"));
            Assert.That(page.QuerySelector(".shop")!.TextContent, Is.EqualTo("Kaufhaus"), "As the mails name it.");
            Assert.That(page.QuerySelector("a.button")!.GetAttribute("href"), Does.EndWith(shop.Package.TrackingId));
        });
    }

    [Test]
    public async Task Tells_nothing_of_the_customer_but_first_name_and_city()
    {
        var shop = await AddFullShopAsync();
        await TellAsync(shop.Scan(PackageState.Delivered) with { Message = "Abgegeben bei LOVELACE", Location = "Schildergasse 12" });
        using var answer = await GetAsync(PathOf(shop));
        var everything = answer.Headers + await answer.Content.ReadAsStringAsync();
        foreach (var secret in new[]
        {
            "Lovelace", shop.Contact.Email, "Schildergasse", "50667", "+49", "221", "Rechenwerk", "Babbage",
            shop.TenantId, shop.Order.Id, shop.Package.Id, shop.Contact.Id, shop.Order.TrackingToken,
        })
            Assert.That(everything, Does.Not.Contain(secret).IgnoreCase);
    }

    [Test]
    public async Task Looks_as_the_tenant_wants_it_to()
    {
        var shop = await AddFullShopAsync(new TrackingPageSettings("Tuchhaus", "#ffee00", "https://cdn.example.com/logo.png", "https://example.com/hilfe", "hilfe@example.com"));
        using var answer = await GetAsync(PathOf(shop));
        var page = await DocumentAsync(PathOf(shop));
        Assert.Multiple(() =>
        {
            Assert.That(page.QuerySelector("img")!.GetAttribute("alt"), Is.EqualTo("Tuchhaus"));
            Assert.That(page.QuerySelector("img")!.GetAttribute("src"), Is.EqualTo("https://cdn.example.com/logo.png"));
            Assert.That(page.QuerySelectorAll(".help a").Select(a => a.GetAttribute("href")), Is.EqualTo(new[] { "https://example.com/hilfe", "mailto:hilfe@example.com" }));
            Assert.That(page.QuerySelectorAll("style")[1].TextContent, Does.Contain("--brand:#ffee00;--on-brand:#000000"));
            Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("img-src https://cdn.example.com;"));
        });
    }

    [Test]
    public async Task Shows_an_order_without_parcels_and_one_that_is_returned()
    {
        var empty = await AddFullShopAsync(change: s => s.Package.OrderId = null);
        Assert.That((await DocumentAsync(PathOf(empty))).QuerySelector("h2")!.TextContent, Is.EqualTo(PageTexts.Of("de").NoParcels.Headline));
        var returned = await AddFullShopAsync(change: s => s.Package.IsReturn = true);
        Assert.That((await DocumentAsync(PathOf(returned))).QuerySelector("h2")!.TextContent, Is.EqualTo(PageTexts.Of("de").States["RETURNED"].Headline));
    }

    [Test]
    public async Task Is_written_in_the_language_of_the_order_unless_the_address_asks_for_another()
    {
        var shop = await AddFullShopAsync();
        Assert.That((await DocumentAsync(PathOf(shop), ("Accept-Language", "it"))).DocumentElement.GetAttribute("lang"), Is.EqualTo("de"));
        Assert.That((await DocumentAsync(PathOf(shop) + "?lang=fr")).DocumentElement.GetAttribute("lang"), Is.EqualTo("fr"));
        var silent = await AddFullShopAsync(change: s => s.Order.Language = null);
        Assert.That((await DocumentAsync(PathOf(silent), ("Accept-Language", "it"))).DocumentElement.GetAttribute("lang"), Is.EqualTo("it"));
        Assert.That((await DocumentAsync(PathOf(silent))).DocumentElement.GetAttribute("lang"), Is.EqualTo("fr"), "The brand's.");
    }

    [Test]
    public async Task Shows_nothing_of_other_tenants()
    {
        var shop = await AddFullShopAsync(new TrackingPageSettings("Tuchhaus"));
        var other = await AddFullShopAsync(new TrackingPageSettings("Weinhaus"));
        // A row of another tenant that points to this order must not show up either.
        await StoreAsync(db => db.Add(new Package { Id = Ids.New(IdPrefix.Package), TenantId = other.TenantId, OrderId = shop.Order.Id, Carrier = Carrier.Ups, TrackingId = "1ZOTHER" }));
        var page = await DocumentAsync(PathOf(shop));
        Assert.That(page.QuerySelectorAll(".number").Select(n => n.TextContent), Is.EqualTo(new[] { shop.Package.TrackingId }));
        Assert.That(page.Title, Does.Contain("Tuchhaus").And.Not.Contain("Weinhaus"));
    }

    [Test]
    public async Task Takes_two_statements_however_much_there_is_to_show()
    {
        var small = await AddFullShopAsync();
        var large = await AddFullShopAsync();
        await StoreAsync(db =>
        {
            AddEvents(db, large, large.Package.Id, TrackingPageQueries.MostEvents + 40);
            foreach (var i in Enumerable.Range(0, TrackingPageQueries.MostPackages + 5))
            {
                var package = new Package { Id = Ids.New(IdPrefix.Package), TenantId = large.TenantId, OrderId = large.Order.Id, Carrier = Carrier.Dpd, TrackingId = NextNumber() };
                db.Add(package);
                AddEvents(db, large, package.Id, 3);
            }
        });
        foreach (var (shop, packages, events) in new[] { (small, 1, 0), (large, TrackingPageQueries.MostPackages, TrackingPageQueries.MostEvents) })
        {
            var before = _statements.Count;
            var page = await DocumentAsync(PathOf(shop));
            Assert.That(_statements.Count - before, Is.EqualTo(2));
            Assert.That(page.QuerySelectorAll("article"), Has.Exactly(packages).Items);
            Assert.That(page.QuerySelector("article")!.QuerySelectorAll("time"), Has.Exactly(events).Items);
        }

        var read = await Host.Services.GetRequiredService<TrackingPageQueries>().FindAsync(large.Order.TrackingToken, CancellationToken.None);
        Assert.That(read!.Packages.Select(p => p.Events.Count).Max(), Is.EqualTo(TrackingPageQueries.MostEvents + 1), "No more is read than shows that something is left out.");
        Assert.That(read.Packages, Has.Count.EqualTo(TrackingPageQueries.MostPackages + 1));
        var newest = (await DocumentAsync(PathOf(large))).QuerySelector("article time")!.GetAttribute("datetime");
        Assert.That(newest, Is.EqualTo("2026-03-02T04:39:00+01:00"));
        var unknown = _statements.Count;
        using var missing = await GetAsync("/track/tt_1111111111111111111111");
        Assert.That(_statements.Count - unknown, Is.EqualTo(1));
        using var malformed = await GetAsync("/track/" + new string('x', 500));
        Assert.That(_statements.Count - unknown, Is.EqualTo(2), "What cannot be a token is looked for as well.");
    }

    protected override void Configure(EciTestHostOptions options)
    {
        options.Settings["Eci:Tracking:Page:RatePerToken"] = "0";
        options.Settings["Eci:Tracking:Page:RatePerAddress"] = "0";
        options.Services = services => services.AddSingleton<IInterceptor>(_statements);
    }

    private static void AddEvents(EciDbContext database, Shop shop, string packageId, int count) =>
        database.AddRange(Enumerable.Range(0, count).Select(i => new PackageEvent
        {
            Id = Ids.New(IdPrefix.Event),
            TenantId = shop.TenantId,
            PackageId = packageId,
            Time = new DateTimeOffset(2026, 3, 2, 2, 0, 0, TimeSpan.Zero).AddMinutes(i),
            TimeOffsetMinutes = 60,
            State = PackageState.InTransit,
            RawCode = "a",
            RecordedAt = new DateTimeOffset(2026, 3, 2, 2, 0, 0, TimeSpan.Zero),
        }));
}
