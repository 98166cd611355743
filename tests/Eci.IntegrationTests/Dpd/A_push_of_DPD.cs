using System.Net;
using Eci.Commerce;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using NUnit.Framework;

namespace Eci.IntegrationTests.Dpd;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class A_push_of_DPD(DatabaseKind kind) : DpdFixture(kind)
{
    private const string DemoParcel = "01906000683796";
    private const string DemoPush =
        "/api/v1/tracking/dpd/wh_demo_dpd?pushid=92056930&pnr=01906000683796&depot=0998&status=delivery_carload&statusdate=05012026100200";

    private static readonly string[] Tables = ["messaging_message", "commerce_package_event", "commerce_transactional_email"];

    [Test]
    public async Task Is_acknowledged_stored_and_mailed_once_however_often_it_comes()
    {
        await SendAsync(DemoPush);
        var counts = await CountsAsync();
        await AssertEffectsAsync();

        await SendAsync(DemoPush);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync(DemoPush)));
        await AssertEffectsAsync();
        Assert.That(await CountsAsync(), Is.EqualTo(counts));
    }

    [Test]
    public async Task Has_its_effect_once_when_it_comes_twenty_times_at_once()
    {
        var parcel = await AddPackageAsync();
        var before = await Host.ScalarAsync("SELECT count(*) FROM messaging_message");
        using var readings = new MeterReadings(Host.Services, "eci.dpd.pushes");
        var address = Address(parcel, "pickup_depot");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync(address)));

        Assert.That(await EventsOfAsync(parcel), Has.Count.EqualTo(1));
        Assert.That(await Host.ScalarAsync("SELECT count(*) FROM messaging_message") - before, Is.EqualTo(2), "The update and the transition.");
        Assert.That(readings.Counts, Is.EquivalentTo(new Dictionary<string, long> { ["accepted"] = 1, ["duplicate"] = 19 }));
    }

    [TestCase("a%26b%3Cc%3Ed%22e%27f", "a&amp;b&lt;c&gt;d&quot;e&apos;f")]
    [TestCase("%3C/pushid%3E", "&lt;/pushid&gt;")]
    public async Task Is_named_in_the_answer_so_that_the_answer_stays_XML(string pushId, string written)
    {
        var parcel = await AddPackageAsync();
        var answer = await Host.Client.GetStringAsync(Address(parcel, "pickup_depot", pushId: pushId));
        Assert.That(answer, Is.EqualTo($"<push><pushid>{written}</pushid><status>OK</status></push>"));
        await SettleAsync();
        Assert.That(await EventsOfAsync(parcel), Has.Count.EqualTo(1));
    }

    [TestCase("error_return", AttentionReason.Returned)]
    [TestCase("no_pickup_by_consignee", AttentionReason.Returned)]
    [TestCase("error_pickup", AttentionReason.Exception)]
    [TestCase("delivery_nab", AttentionReason.FailedAttempt)]
    [TestCase("delivery_carload", null)]
    public async Task Of_trouble_tells_why_the_parcel_needs_attention(string status, AttentionReason? reason)
    {
        var parcel = await AddPackageAsync();
        await PushAsync(parcel, status);
        var package = await Host.QueryAsync(db => db.Set<Package>().SingleAsync(p => p.TrackingId == parcel));
        Assert.That((package.AttentionReason, package.IsReturn), Is.EqualTo((reason, reason is AttentionReason.Returned)));
    }

    private async Task SendAsync(string address)
    {
        using var answer = await Host.Client.GetAsync(address);
        var id = address.Split("pushid=")[1].Split('&')[0];
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/xml"));
        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo($"<push><pushid>{id}</pushid><status>OK</status></push>"));
        await SettleAsync();
    }

    private async Task AssertEffectsAsync()
    {
        var stored = (await EventsOfAsync(DemoParcel)).Single();
        Assert.That(stored.Time, Is.EqualTo(new DateTimeOffset(2026, 1, 5, 9, 2, 0, TimeSpan.Zero)));
        Assert.That((stored.State, stored.RawCode, stored.Location), Is.EqualTo((PackageState.OutForDelivery, "delivery_carload", "0998")));
        Assert.That(await StateOfAsync(DemoParcel), Is.EqualTo(PackageState.OutForDelivery));

        var mail = await MimeMessage.LoadAsync(Directory.GetFiles(Host.MailFolder, "*.eml").Single());
        Assert.That(mail.To.ToString(), Does.Contain("ada@example.com"));
        Assert.That(mail.TextBody, Does.Contain("5. Januar 2026, 10:02 Uhr").And.Not.Contain("0998"));
        Assert.That(mail.HtmlBody, Does.Not.Contain("0998"), "The number of a depot means nothing to a customer.");
    }

    private async Task<List<long>> CountsAsync()
    {
        var counts = new List<long>();
        foreach (var table in Tables)
            counts.Add(await Host.ScalarAsync($"SELECT count(*) FROM {table}"));
        return counts;
    }
}
