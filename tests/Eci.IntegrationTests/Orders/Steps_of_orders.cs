using Eci.Commerce;
using Eci.IntegrationTests.Tracking;
using Eci.Modules.Orders.Contracts;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using static Eci.Modules.Orders.Contracts.OrderStepState;

namespace Eci.IntegrationTests.Orders;

/// <summary>Two modules that plug in: one has a part in every order, the other in every package, a third only when an order is called off.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Steps_of_orders(DatabaseKind kind) : OrdersFixture(kind)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly RunningClock _clock = new();
    private readonly FakeStep _books = new("books", OrderStage.Wanted);
    private readonly FakeStep _notes = new("notes", OrderStage.Packed, isPerPackage: true);
    private readonly FakeStep _recall = new("recall", OrderStage.Canceled);

    [SetUp]
    public void ApplyToAll() => _books.Unwanted.Clear();

    [Test]
    public async Task Are_awaited_from_their_stage_on()
    {
        var shop = await AddShopAsync(s => s.Package.OrderId = null);
        await TellAsync(Stored(shop));
        Assert.That(await StepsAsync(shop), Is.Empty);
        await ChangeOrderAsync(shop, o => o.ReadyToFulfil = true);
        await TellAsync(Stored(shop));
        Assert.That(await StepsAsync(shop), Is.EqualTo(["books PENDING"]));
    }

    [Test]
    public async Task Make_an_order_done_when_each_of_them_is()
    {
        var shop = await AddShopAsync();
        await TellAsync(Stored(shop));
        Assert.That(await StepsAsync(shop), Is.EqualTo(["books PENDING", $"notes/{shop.Package.Id} PENDING"]));
        await DeliverAsync(shop);
        Assert.That((await OrderAsync(shop)).Stage, Is.EqualTo(OrderStage.Delivered));
        await TellAsync(Report(shop, "books", Done, 10));
        Assert.That((await OrderAsync(shop)).Stage, Is.EqualTo(OrderStage.Delivered), "One is missing.");
        await TellAsync(Report(shop, "notes", Skipped, 11, shop.Package.Id));
        Assert.That((await OrderAsync(shop)).Stage, Is.EqualTo(OrderStage.Done));
        Assert.That(await StagesAsync(shop), Does.EndWith("DELIVERED DONE"));
        var story = await DataAsync("query ($n: ID!) { order(orderNumber: $n) { timeline { kind } } }", shop.Key, new { n = shop.Order.OrderNumber });
        Assert.That(story.GetRawText(), Does.Contain("ORDER_STAGE_REACHED").And.Not.Contain("PLANNED"), "Nobody looks after an order that is done.");
    }

    [Test]
    public async Task Are_done_before_the_order_arrives_or_even_before_it_is_known_to_be_followed()
    {
        var shop = await AddShopAsync();
        await TellAsync(Report(shop, "books", Done, 1), Report(shop, "notes", Done, 2, shop.Package.Id));
        await DeliverAsync(shop);
        Assert.That((await OrderAsync(shop)).Stage, Is.EqualTo(OrderStage.Done));
    }

    [Test]
    public async Task Are_as_the_latest_report_tells_whatever_the_order_of_arrival()
    {
        var shop = await AddShopAsync();
        await TellAsync(Stored(shop));
        await TellAsync(Report(shop, "books", Done, 3));
        await TellAsync(Report(shop, "books", Failed, 2, detail: "too early"), Report(shop, "books", Pending, 1));
        Assert.That(await StepsAsync(shop), Has.Member("books DONE"));
    }

    [Test]
    public async Task That_do_not_apply_are_not_awaited()
    {
        var shop = await AddShopAsync();
        _books.Unwanted.Add(shop.Order.Id);
        await TellAsync(Stored(shop), Report(shop, "notes", Done, 1, shop.Package.Id));
        await DeliverAsync(shop);
        Assert.That((await OrderAsync(shop)).Stage, Is.EqualTo(OrderStage.Done));
        Assert.That(await StepsAsync(shop), Is.EqualTo([$"notes/{shop.Package.Id} DONE"]));
    }

    [Test]
    public async Task Of_modules_that_are_gone_are_shown_and_not_awaited()
    {
        var shop = await AddShopAsync();
        await TellAsync(Stored(shop), Report(shop, "gone", Failed, 1), Report(shop, "books", Done, 1), Report(shop, "notes", Done, 1, shop.Package.Id));
        await DeliverAsync(shop);
        Assert.That((await OrderAsync(shop)).Stage, Is.EqualTo(OrderStage.Done));
        Assert.That(await StepsAsync(shop), Has.Member("gone FAILED"));
    }

    [Test]
    public async Task Of_packages_may_be_reported_for_the_whole_order()
    {
        var shop = await AddShopAsync();
        await TellAsync(Stored(shop), Report(shop, "books", Done, 1), Report(shop, "notes", Skipped, 1));
        await DeliverAsync(shop);
        Assert.That((await OrderAsync(shop)).Stage, Is.EqualTo(OrderStage.Done));
    }

    [Test]
    public async Task Of_a_later_package_are_awaited_too()
    {
        var shop = await AddShopAsync();
        await TellAsync(Stored(shop));
        var second = new Package { Id = $"pa2_{shop.TenantId}", TenantId = shop.TenantId, Carrier = Carrier.Dpd, TrackingId = NextNumber(), OrderId = shop.Order.Id };
        await StoreAsync(db => db.Add(second));
        await TellAsync(Added(shop));
        Assert.That(await StepsAsync(shop), Is.EquivalentTo(["books PENDING", $"notes/{shop.Package.Id} PENDING", $"notes/{second.Id} PENDING"]));
    }

    [Test]
    public async Task That_nobody_began_are_skipped_when_the_order_is_called_off()
    {
        var shop = await AddShopAsync();
        await TellAsync(Stored(shop), Report(shop, "books", Failed, 1));
        await ChangeOrderAsync(shop, o => o.Status = OrderStatus.Canceled);
        await TellAsync(Stored(shop));
        Assert.That(await StepsAsync(shop), Is.EqualTo(["books FAILED", $"notes/{shop.Package.Id} SKIPPED", "recall PENDING"]));
    }

    [Test]
    public async Task Are_overdue_when_they_are_silent_for_long_and_no_more_after_a_report()
    {
        var shop = await AddShopAsync();
        await TellAsync(Stored(shop), Report(shop, "notes", Done, 1, shop.Package.Id));
        _clock.Advance(TimeSpan.FromHours(23));
        await TellAsync(Stored(shop));
        Assert.That(await StepsAsync(shop), Has.Member("books PENDING"));

        _clock.Advance(TimeSpan.FromHours(2));
        await AssertStepAsync(shop, "books PENDING overdue");
        var overdue = await DataAsync("{ orderSteps(filter: {overdue: true}) { nodes { name label state dueSince overdueSince order { orderNumber } } } }", shop.Key);
        var node = overdue.GetProperty("orderSteps").GetProperty("nodes").EnumerateArray().Single();
        Assert.That((node.GetProperty("name").GetString(), node.GetProperty("label").GetString()), Is.EqualTo(("books", "Books of the test")));
        Assert.That(node.GetProperty("order").GetProperty("orderNumber").GetString(), Is.EqualTo(shop.Order.OrderNumber));

        await TellAsync(Report(shop, "books", Failed, 40_000, detail: "The books are closed."));
        Assert.That(await StepsAsync(shop), Has.Member("books FAILED"));
    }

    [Test]
    public async Task Are_overdue_again_when_a_failure_stays_the_last_word()
    {
        var shop = await AddShopAsync();
        await TellAsync(Stored(shop), Report(shop, "books", Failed, 1) with { At = _clock.GetUtcNow() });
        _clock.Advance(TimeSpan.FromHours(25));
        await AssertStepAsync(shop, "books FAILED overdue");
    }

    [Test]
    public async Task That_are_not_wanted_any_more_are_skipped_instead_of_being_overdue()
    {
        var shop = await AddShopAsync();
        await TellAsync(Stored(shop));
        _books.Unwanted.Add(shop.Order.Id);
        _clock.Advance(TimeSpan.FromHours(25));
        await AssertStepAsync(shop, "books SKIPPED");
    }

    [Test]
    public async Task Stand_with_the_order_and_in_its_story()
    {
        var shop = await AddShopAsync();
        await TellAsync(Stored(shop), Report(shop, "books", Blocked, 1, detail: "the contact"));
        var order = (await DataAsync(
            "query ($n: ID!) { order(orderNumber: $n) { stage steps { name packageId state detail reportedAt } timeline { kind title packageId details { name value } } } }",
            shop.Key,
            new { n = shop.Order.OrderNumber })).GetProperty("order");
        Assert.That(order.GetProperty("stage").GetString(), Is.EqualTo("PACKED"));
        var steps = order.GetProperty("steps").EnumerateArray().ToDictionary(s => s.GetProperty("name").GetString()!, StringComparer.Ordinal);
        Assert.That(steps["books"].GetProperty("detail").GetString(), Is.EqualTo("the contact"));
        Assert.That(steps["notes"].GetProperty("packageId").GetString(), Is.EqualTo(shop.Package.Id));
        var story = order.GetProperty("timeline").EnumerateArray().Select(e => $"{e.GetProperty("kind").GetString()}: {e.GetProperty("title").GetString()}").ToList();
        Assert.That(story, Is.SupersetOf(new[]
        {
            "ORDER_STAGE_REACHED: Order WANTED",
            "ORDER_STAGE_REACHED: Order PACKED",
            "ORDER_STEP: Books of the test: BLOCKED",
            "WAITING: Notes of the test is awaited",
            "PLANNED: Look whether its steps are done",
        }));
        var blocked = order.GetProperty("timeline").EnumerateArray().Single(e => e.GetProperty("kind").GetString() == "ORDER_STEP").GetProperty("details");
        Assert.That(blocked.GetRawText(), Does.Contain("blockedBy").And.Contain("the contact"));
    }

    protected override void Configure(EciTestHostOptions options)
    {
        base.Configure(options);
        options.Time = _clock;
        options.Settings["Eci:Orders:StepOverdueAfter"] = "1.00:00:00";
        options.Settings["Eci:Messaging:PollInterval"] = "00:00:00.1";
        options.Services += services =>
        {
            foreach (var step in (FakeStep[])[_books, _notes, _recall])
                services.AddScoped<IOrderStep>(_ => step);
        };
    }

    private Task AssertStepAsync(Shop shop, string expected) =>
        Eventually.Async(async () => (await StepsAsync(shop)).Contains(expected), Deadline, $"that there is '{expected}'");
}
