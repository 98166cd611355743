using Eci.Commerce;
using Eci.IntegrationTests.Tracking;
using Eci.Modules.Orders.Contracts;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Orders;

/// <summary>Steps that stay silent, while other things happen.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Timers_of_steps(DatabaseKind kind) : OrdersFixture(kind)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly RunningClock _clock = new();
    private readonly FakeStep _books = new("books", OrderStage.Wanted);
    private readonly FakeStep _notes = new("notes", OrderStage.Packed, isPerPackage: true);

    [SetUp]
    public void AnswerAtOnce() => _books.Consider = () => Task.CompletedTask;

    [Test]
    public async Task Run_on_after_a_restart()
    {
        var shop = await AddShopAsync();
        await TellAsync(Stored(shop));
        await RestartHostAsync();
        _clock.Advance(TimeSpan.FromHours(25));
        await AssertStepAsync(shop, "books PENDING overdue");
    }

    [Test]
    public async Task Are_set_anew_when_one_is_lost()
    {
        var shop = await AddShopAsync();
        await TellAsync(Stored(shop));
        await Host.QueryAsync(db => db.Database.ExecuteSqlAsync($"DELETE FROM messaging_delivery WHERE message_id IN (SELECT id FROM messaging_message WHERE topic = 'OrderLifeCheckDue' AND tenant_id = {shop.TenantId})"));
        _clock.Advance(TimeSpan.FromHours(25));
        await TellAsync(Report(shop, "notes", OrderStepState.Done, 1, shop.Package.Id));
        await AssertStepAsync(shop, "books PENDING overdue");
    }

    [Test]
    public async Task End_the_last_step_while_the_order_arrives()
    {
        var shop = await AddShopAsync();
        await TellAsync(Stored(shop), Report(shop, "notes", OrderStepState.Done, 1, shop.Package.Id));
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        _books.Unwanted.Add(shop.Order.Id);
        _books.Consider = () =>
        {
            asked.TrySetResult();
            return answer.Task;
        };
        _clock.Advance(TimeSpan.FromHours(25));
        await asked.Task.WaitAsync(Deadline);
        await DeliverAsync(shop);
        Assert.That((await OrderAsync(shop)).Stage, Is.EqualTo(OrderStage.Delivered));
        answer.SetResult();
        await Eventually.Async(async () => (await OrderAsync(shop)).Stage is OrderStage.Done, Deadline, "that the order is done");
    }

    [Test]
    public async Task Wait_for_no_package_that_went_to_another_order()
    {
        var shop = await AddShopAsync();
        var other = new Order { Id = $"o2_{shop.TenantId}", TenantId = shop.TenantId, OrderNumber = "other" };
        await StoreAsync(db => db.Add(other));
        await TellAsync(Stored(shop), Report(shop, "books", OrderStepState.Done, 1));
        var second = new Package { Id = $"pa2_{shop.TenantId}", TenantId = shop.TenantId, Carrier = Carrier.Dpd, TrackingId = NextNumber(), OrderId = shop.Order.Id };
        await StoreAsync(db => db.Add(second));
        await TellAsync(Added(shop));
        await Host.QueryAsync(db => db.Set<Package>().Where(p => p.Id == second.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.OrderId, other.Id)));
        await TellAsync(Added(shop), new OrderPackagesChanged(shop.TenantId, other.Id));
        Assert.That(await StepsAsync(shop), Has.Member($"notes/{second.Id} SKIPPED").And.Member($"notes/{shop.Package.Id} PENDING"));
        await TellAsync(Report(shop, "notes", OrderStepState.Done, 1, shop.Package.Id));
        await DeliverAsync(shop);
        Assert.That((await OrderAsync(shop)).Stage, Is.EqualTo(OrderStage.Done));
    }

    protected override void Configure(EciTestHostOptions options)
    {
        base.Configure(options);
        options.Time = _clock;
        options.Settings["Eci:Orders:StepOverdueAfter"] = "1.00:00:00";
        options.Settings["Eci:Messaging:PollInterval"] = "00:00:00.1";
        options.Services += services =>
        {
            foreach (var step in (FakeStep[])[_books, _notes])
                services.AddScoped<IOrderStep>(_ => step);
        };
    }

    private Task AssertStepAsync(Shop shop, string expected) =>
        Eventually.Async(async () => (await StepsAsync(shop)).Contains(expected), Deadline, $"that there is '{expected}'");
}
