using Eci.Modules.Saleor.Catalog.Categories;
using Eci.Modules.Saleor.Catalog.Channels;
using Eci.Sync;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Saleor;

internal sealed class Records_that_break_the_contract
{
    private const string Categories = """
        {"data":{"categories":{"totalCount":5,"pageInfo":{"hasNextPage":false},"edges":[
          {"node":{"id":"C1","name":"Coffee","level":0}},
          {"node":{"id":"C2","name":"Tea","level":"deep"}},
          {"node":{"name":"Nobody's","level":1}},
          {"node":null},
          {"node":{"id":"C3","name":"Cups","level":1}}]}}}
        """;

    private CannedShop _shop = null!;

    [SetUp]
    public async Task StartAsync() => _shop = await CannedShop.StartAsync();

    [TearDown]
    public Task StopAsync() => _shop.DisposeAsync().AsTask();

    [Test]
    public async Task Fail_alone_in_a_page()
    {
        _shop.ReplyJson(Categories);
        var page = await _shop.UseAsync((client, context) => new CategoryPull(client).ReadPageAsync(context, new PullWindow(null), null, default));
        Assert.That(page.Records.Select(r => (r.ExternalId, r.Outcome is PullOutcome.Failed)), Is.EqualTo([("C1", false), ("C2", true), ("C3", false)]));
        Assert.That(page.Total, Is.EqualTo(5));
    }

    [Test]
    public async Task Fail_alone_in_a_list_without_pages()
    {
        _shop.ReplyJson("""{"data":{"channels":[{"id":"CH1","name":"Shop","slug":"shop"},{"id":"CH2","name":["Fair"]}]}}""");
        var page = await _shop.UseAsync((client, context) => new SalesChannelPull(client, TimeProvider.System).ReadPageAsync(context, new PullWindow(null), null, default));
        Assert.That(page.Records.Select(r => (r.ExternalId, r.Outcome is PullOutcome.Failed)), Is.EqualTo([("CH1", false), ("CH2", true)]));
    }

    [Test]
    public void Are_not_taken_for_gone_when_they_have_no_id()
    {
        _shop.ReplyJson("""{"data":{"categories":{"edges":[{"node":{"name":"Tea","level":0}}]}}}""");
        Assert.That(
            () => _shop.UseAsync((client, context) => new CategoryPull(client).ReadAsync(context, ["C1"], default)),
            Throws.TypeOf<RecordRefusedException>());
    }
}
