using Eci.IntegrationTests.Saleor.Support;
using Eci.Modules.Saleor.Connection;
using Eci.Sync;
using Eci.Sync.Storage;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.IntegrationTests.Saleor;

[TestFixture(DatabaseKind.Sqlite)]
internal sealed class Shops_that_fail(DatabaseKind kind) : SaleorFixture(kind)
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromHours(1);

    [TestCase("429")]
    [TestCase("503")]
    [TestCase("500")]
    [TestCase("cut-off")]
    [TestCase("malformed")]
    [TestCase("html")]
    [TestCase("empty")]
    public async Task Let_the_app_rest_and_are_caught_up_with_afterwards(string kindOfFailure)
    {
        await Shop.PostAsync("control/failures", new { kind = kindOfFailure, count = 10, operation = "query Products" });
        await Shop.PostAsync("control/failures", new { kind = kindOfFailure, count = 10, operation = "query VariantStocks" });
        var run = await RunAsync();
        Assert.That(run.Note, Does.Contain("rests until"));
        Assert.That(await ProductsAsync(), Is.Empty);
        Assert.That(await RecordsAsync(SyncEntities.Categories), Is.Not.Empty, "What was read before holds.");

        await Shop.PostAsync("control/clear");
        run = await RunAsync();
        Assert.That(run.Note, Does.Contain("rests until"), "Nothing is asked meanwhile.");
        Clock.Advance(LongEnough);
        run = await RunAsync();
        Assert.That(run.Note, Is.Null);
        Assert.That(await ProductsAsync(), Is.Not.Empty);
    }

    [TestCase("500")]
    [TestCase("cut-off")]
    [TestCase("html")]
    public async Task Are_asked_for_everything_else_when_they_cannot_answer_one_question(string kindOfFailure)
    {
        await ChangeSettingsAsync(s => s with { SyncStock = StockDirection.None });
        await Shop.PostAsync("control/failures", new { kind = kindOfFailure, count = 10, operation = "query Products" });
        Assert.That(async () => await RunAsync(), Throws.TypeOf<SystemUnavailableException>());
        Assert.That(await RecordsAsync(SyncEntities.Customers), Is.Not.Empty, "What comes after has its turn.");

        await Shop.PostAsync("control/clear");
        var run = await RunAsync();
        Assert.That(run.Note, Is.Null);
        Assert.That(await ProductsAsync(), Is.Not.Empty);
    }

    [TestCase("InvalidTokenError")]
    [TestCase("ExpiredSignatureError")]
    [TestCase("PermissionDenied")]
    public async Task Deny_access_until_somebody_mends_it(string code)
    {
        await Shop.PostAsync("control/failures", new { kind = code, count = 10, operation = "query SalesChannels" });
        Assert.That(async () => await RunAsync(), Throws.TypeOf<SystemAccessDeniedException>());
        await Shop.PostAsync("control/clear");
        Clock.Advance(LongEnough);
        await RunAsync();
        Assert.That((await RecordsAsync(SyncEntities.Products)).Select(r => r.Status), Is.Not.Empty.And.All.EqualTo(SyncStatus.Done));
    }
}
