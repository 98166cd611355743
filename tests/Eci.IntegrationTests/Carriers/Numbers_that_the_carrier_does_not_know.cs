using System.Text.Json;
using Eci.Carriers;
using Eci.IntegrationTests.Carriers.Support;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.IntegrationTests.Carriers;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Numbers_that_the_carrier_does_not_know(DatabaseKind kind) : CarrierFixture(kind)
{
    [Test]
    public async Task Are_asked_about_with_growing_pauses_and_given_up_after_days()
    {
        var shop = await AddPolledShopAsync(1);
        Carrier.Says(shop.Number(0), answer: null);
        var start = Clock.GetUtcNow();
        var asked = new List<double>();
        var gaveUp = 0L;
        while (Clock.GetUtcNow() - start < TimeSpan.FromDays(9))
        {
            var run = await RunAsync(shop);
            if (run.Counts.ContainsKey("unknown"))
                asked.Add(Math.Round((Clock.GetUtcNow() - start).TotalHours));
            gaveUp += run.Counts.GetValueOrDefault("gave_up");
            Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.That(asked.Take(6), Is.EqualTo(new[] { 0d, 2, 6, 14, 26, 38 }).Within(1d));
        Assert.That(asked[^1], Is.InRange(24 * 7, (24 * 7) + 13));
        Assert.That(gaveUp, Is.EqualTo(1));
        Assert.That((await PollAsync(shop, 0)).GaveUpReason, Is.EqualTo(PollGaveUpReason.UnknownNumber));
        Assert.That((await AskedOverGraphQLAsync(shop)).GetProperty("pollingGaveUp").GetString(), Is.EqualTo("UNKNOWN_NUMBER"));
    }

    [Test]
    public async Task Are_not_given_up_before_so_many_answers_however_old_the_package_is()
    {
        var shop = await AddPolledShopAsync(1);
        Clock.Advance(TimeSpan.FromDays(20));
        Carrier.Says(shop.Number(0), answer: null);
        for (var i = 0; i < 5; i++)
        {
            Assert.That((await PollOrNullAsync(shop))?.GaveUpReason, Is.Null);
            await RunAsync(shop);
            Clock.Advance(TimeSpan.FromHours(13));
        }

        Assert.That((await PollAsync(shop, 0)).GaveUpReason, Is.EqualTo(PollGaveUpReason.UnknownNumber));
    }

    [Test]
    public async Task Any_more_are_told_from_those_it_never_knew()
    {
        var shop = await AddPolledShopAsync(1);
        Carrier.Says(shop.Number(0), Carrier.Scan(PackageState.InTransit, 1));
        await RunAsync(shop);
        Carrier.Says(shop.Number(0), answer: null);
        for (var i = 0; i < 20; i++)
        {
            Clock.Advance(TimeSpan.FromHours(13));
            await RunAsync(shop);
        }

        Assert.That((await PollAsync(shop, 0)).GaveUpReason, Is.EqualTo(PollGaveUpReason.NoLongerKnown));
    }

    [Test]
    public async Task Are_forgiven_when_the_carrier_knows_them_at_last()
    {
        var shop = await AddPolledShopAsync(1);
        Carrier.Says(shop.Number(0), answer: null);
        await RunAsync(shop);
        Clock.Advance(TimeSpan.FromHours(3));
        Carrier.Says(shop.Number(0), Carrier.Scan(PackageState.InformationReceived, 1));
        var run = await RunAsync(shop);
        Assert.That(run.Counts["news"], Is.EqualTo(1));
        var poll = await PollAsync(shop, 0);
        Assert.That((poll.Misses, poll.LastNewsAt), Is.EqualTo((0, poll.LastPolledAt)));
        var asked = await AskedOverGraphQLAsync(shop);
        Assert.That(asked.GetProperty("lastPolledAt").GetDateTimeOffset(), Is.EqualTo(poll.LastPolledAt));
        Assert.That(asked.GetProperty("nextPollAt").GetDateTimeOffset(), Is.EqualTo(poll.NextPollAt));
        Assert.That(asked.GetProperty("pollingGaveUp").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    private Task<PackagePoll?> PollOrNullAsync(PolledShop shop) =>
        Host.QueryAsync(db => db.FindAsync<PackagePoll>(shop.Packages[0].Id).AsTask());

    private async Task<JsonElement> AskedOverGraphQLAsync(PolledShop shop)
    {
        var answer = await AskAsync(
            "query ($id: ID!) { packageByTrackingId(trackingId: $id) { lastPolledAt nextPollAt pollingGaveUp } }", shop.Base.Key, new { id = shop.Number(0) });
        Assert.That(answer.TryGetProperty("errors", out var errors), Is.False, errors.ToString());
        return answer.GetProperty("data").GetProperty("packageByTrackingId");
    }
}
