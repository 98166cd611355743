using Eci.Testing.Servers;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.IntegrationTests.Dpd;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class News_of_DPD_without_effect(DatabaseKind kind) : DpdFixture(kind)
{
    [TestCase("delivery_teleport", "05012026100200", "UNKNOWN_STATUS")]
    [TestCase("DELIVERY_CUSTOMER", "05012026100200", "UNKNOWN_STATUS")]
    [TestCase("delivery_customer", "31022026100200", "UNREADABLE_TIME")]
    [TestCase("delivery_customer", "", "UNREADABLE_TIME")]
    [TestCase("delivery_customer", "tomorrow", "UNREADABLE_TIME")]
    public async Task Is_acknowledged_kept_and_counted(string status, string statusDate, string reason)
    {
        var parcel = await AddPackageAsync();
        using var dpd = new MeterReadings(Host.Services, "eci.dpd.unmapped");
        using var tracking = new MeterReadings(Host.Services, "eci.package.events.unmapped");
        var pushId = NextNumber();
        await PushAsync(parcel, status, statusDate, pushId);
        await PushAsync(parcel, status, statusDate, pushId);

        var kept = $"tracking_id = '{parcel}' AND raw_code = '{status}' AND raw_time = '{statusDate}' AND source_event_id = '{pushId}'";
        Assert.That(await Host.ScalarAsync($"SELECT count(*) FROM tracking_unmapped_news WHERE {kept} AND reason = '{reason}'"), Is.EqualTo(1));
        Assert.That(await StateOfAsync(parcel), Is.EqualTo(PackageState.Init));
        Assert.That(await EventsOfAsync(parcel), Is.Empty);
        Assert.That(dpd.Counts, Is.EquivalentTo(new Dictionary<string, long> { [reason] = 1 }));
        Assert.That(tracking.Counts, Is.EquivalentTo(new Dictionary<string, long> { [$"DPD {reason}"] = 1 }));
    }

    [Test]
    public async Task Is_kept_even_when_the_parcel_number_is_none()
    {
        var pushId = NextNumber();
        await PushAsync("%3Cscript%3E", "delivery_customer", pushId: pushId);
        var kept = $"source_event_id = '{pushId}' AND tracking_id = '<script>' AND reason = 'UNREADABLE_TRACKING_ID'";
        Assert.That(await Host.ScalarAsync($"SELECT count(*) FROM tracking_unmapped_news WHERE {kept}"), Is.EqualTo(1));
    }

    [Test]
    public async Task Waits_for_its_parcel_when_that_is_not_known_yet()
    {
        var parcel = NextNumber();
        using var readings = new MeterReadings(Host.Services, "eci.package.events");
        await PushAsync(parcel, "pickup_depot");
        await PushAsync(parcel, "pickup_depot");
        Assert.That(await Host.ScalarAsync($"SELECT count(*) FROM tracking_parked_update WHERE tracking_id = '{parcel}'"), Is.EqualTo(1));
        Assert.That(readings.Counts, Is.EquivalentTo(new Dictionary<string, long> { ["DPD parked"] = 2 }));
    }
}
