using System.Text.Json;
using Eci.Commerce;
using Eci.Commerce.CarrierDetection;
using Eci.Core;
using Eci.Host;
using Eci.Host.Commands;
using Eci.Modules.Tracking.PackageLife;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using static Eci.Vocabulary.PackageState;

namespace Eci.IntegrationTests.Tracking;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class A_package_with_the_wrong_carrier(DatabaseKind kind) : TrackingFixture(kind)
{
    private const string Correct =
        "mutation ($id: ID!, $carrier: Carrier!) { correctCarrier(packageId: $id, carrier: $carrier) { carrier state attentionReason carrierTrackingUrl } }";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly LogCapture _logs = new(line => line.Contains("CarrierCorrector", StringComparison.Ordinal));

    [Test]
    public async Task Is_moved_to_the_right_one_and_starts_over()
    {
        var shop = await AddShopAsync(s =>
        {
            s.Package.CarrierTrackingUrl = "https://example.com/dpd";
            s.Package.ReceivedBy = "HOPPER";
            s.Package.EstimatedDeliveryDate = new DateOnly(2026, 3, 5);
            s.Package.TrackingEnabled = false;
        });
        await TellAsync(shop.Scan(PackageState.Exception, 20) with { IsReturn = true });
        var answer = await CorrectAsync(shop, "DHL");
        Assert.That(
            answer.GetProperty("data").GetProperty("correctCarrier").GetRawText(),
            Is.EqualTo($$"""{"carrier":"DHL","state":"INIT","attentionReason":null,"carrierTrackingUrl":"https://www.dhl.com/de-de/home/tracking/tracking-parcel.html?submit=1&tracking-id={{shop.Package.TrackingId}}"}"""));

        var package = await PackageAsync(shop);
        Assert.That(
            (package.StateTime, package.ReceivedBy, package.EstimatedDeliveryDate, package.TrackingEnabled, package.IsReturn),
            Is.EqualTo(((DateTimeOffset?)null, (string?)null, (DateOnly?)null, true, false)));
        Assert.That(await EventsAsync(shop), Has.Count.EqualTo(1), "What happened stays.");
        Assert.That(_logs.Lines.Where(line => line.Contains(shop.Package.Id, StringComparison.Ordinal)), Has.One.Contains("from DPD to DHL, corrected by API key ak_"));
    }

    [Test]
    public async Task Hears_of_the_right_one_from_then_on_however_old_the_news()
    {
        var shop = await AddShopAsync();
        await TellAsync(shop.Scan(Delivered, 20));
        await TellAsync(shop.Scan(InTransit, 5) with { Carrier = Carrier.Dhl }, shop.Scan(OutForDelivery, 6) with { Carrier = Carrier.Dhl });
        await CorrectAsync(shop, "DHL");
        await SettleAsync();
        Assert.That((await PackageAsync(shop)).State, Is.EqualTo(OutForDelivery), "What was parked for the right carrier is applied.");

        await TellAsync(shop.Scan(FailedAttempt, 30));
        Assert.That((await PackageAsync(shop)).State, Is.EqualTo(OutForDelivery), "The wrong carrier means another parcel.");
        await TellAsync(shop.Scan(FailedAttempt, 7) with { Carrier = Carrier.Dhl });
        Assert.That((await PackageAsync(shop)).State, Is.EqualTo(FailedAttempt));
    }

    [Test]
    public async Task Is_watched_again_when_its_watch_had_ended()
    {
        var shop = await AddShopAsync();
        await CorrectAsync(shop, "UPS");
        var id = PackageLifeState.CorrelationOf(shop.Package.Id);
        await Eventually.Async(() => Host.QueryAsync(db => db.Set<PackageLifeState>().AnyAsync(s => s.CorrelationId == id)), Deadline, "that it is watched");
        Assert.That(await MessagesAsync(shop, "tracking.package.registered"), Is.EqualTo(1));
    }

    [Test]
    public async Task Is_left_alone_when_it_is_the_right_one()
    {
        var shop = await AddShopAsync();
        await TellAsync(shop.Scan(InTransit));
        var answer = await CorrectAsync(shop, "DPD");
        Assert.That(answer.GetProperty("data").GetProperty("correctCarrier").GetProperty("state").GetString(), Is.EqualTo("IN_TRANSIT"));
        Assert.That(await MessagesAsync(shop, "tracking.package.registered"), Is.Zero);
        Assert.That(_logs.Lines, Has.None.Contains(shop.Package.Id));
    }

    [Test]
    public async Task Cannot_be_moved_onto_another_package()
    {
        var shop = await AddShopAsync();
        await StoreAsync(db => db.Add(
            new Package { Id = Ids.New(IdPrefix.Package), TenantId = shop.TenantId, Carrier = Carrier.Dhl, TrackingId = shop.Package.TrackingId }));
        Assert.That(CodeOf(await CorrectAsync(shop, "DHL")), Is.EqualTo("PACKAGE_EXISTS"));
        Assert.That((await PackageAsync(shop)).Carrier, Is.EqualTo(Carrier.Dpd));
    }

    [Test]
    public async Task Can_have_the_number_of_a_package_of_another_tenant()
    {
        var shop = await AddShopAsync();
        var other = await AddShopAsync();
        await StoreAsync(db => db.Add(
            new Package { Id = Ids.New(IdPrefix.Package), TenantId = other.TenantId, Carrier = Carrier.Dhl, TrackingId = shop.Package.TrackingId }));
        Assert.That((await CorrectAsync(shop, "DHL")).TryGetProperty("errors", out _), Is.False);
    }

    [Test]
    public async Task Is_moved_once_when_two_ask_at_the_same_time()
    {
        var shop = await AddShopAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Host.InScopeAsync(
            services => services.GetRequiredService<ICarrierCorrection>().CorrectAsync(shop.Package.Id, Carrier.Ups, "a test", CancellationToken.None),
            shop.TenantId)));
        Assert.That(results, Has.One.EqualTo(CarrierCorrectionResult.Corrected));
        Assert.That(results.Count(r => r is CarrierCorrectionResult.Unchanged), Is.EqualTo(3));
        Assert.That(await MessagesAsync(shop, "tracking.package.registered"), Is.EqualTo(1));
    }

    [Test]
    public async Task Is_not_found_by_another_tenant()
    {
        var shop = await AddShopAsync();
        var other = await AddShopAsync();
        Assert.That(CodeOf(await AskAsync(Correct, other.Key, new { id = shop.Package.Id, carrier = "DHL" })), Is.EqualTo("PACKAGE_NOT_FOUND"));
        Assert.That(CodeOf(await AskAsync(Correct, shop.Key, new { id = "pa_none", carrier = "DHL" })), Is.EqualTo("PACKAGE_NOT_FOUND"));
        Assert.That((await PackageAsync(shop)).Carrier, Is.EqualTo(Carrier.Dpd));
    }

    [Test]
    public async Task Needs_a_key_that_may_write()
    {
        var shop = await AddShopAsync();
        var key = await NewKeyAsync(shop, "read:packages");
        Assert.That(CodeOf(await AskAsync(Correct, key, new { id = shop.Package.Id, carrier = "DHL" })), Is.EqualTo("FORBIDDEN"));
        Assert.That((await PackageAsync(shop)).Carrier, Is.EqualTo(Carrier.Dpd));
    }

    [Test]
    public async Task Is_moved_by_the_command_too()
    {
        var shop = await AddShopAsync();
        Assert.That(await CommandAsync("carrier", shop.Package.Id, "ups"), Is.Zero);
        Assert.That((await PackageAsync(shop)).Carrier, Is.EqualTo(Carrier.Ups));
        Assert.That(await CommandAsync("carrier", shop.Package.Id, "UPS"), Is.Zero, "It is there already.");
        Assert.That(await CommandAsync("carrier", shop.Package.Id, "PIGEON"), Is.EqualTo(ExitCodes.Refused));
        Assert.That(await CommandAsync("carrier", "pa_none", "UPS"), Is.EqualTo(ExitCodes.Refused));
        await StoreAsync(db => db.Add(
            new Package { Id = Ids.New(IdPrefix.Package), TenantId = shop.TenantId, Carrier = Carrier.Dhl, TrackingId = shop.Package.TrackingId }));
        Assert.That(await CommandAsync("carrier", shop.Package.Id, "DHL"), Is.EqualTo(ExitCodes.Refused));
    }

    [TestCase("008182709980000020033350276C", Carrier.Dpd, "09980000020033")]
    [TestCase("1z-5r8939-03-5756-7127", Carrier.Ups, "1Z5R89390357567127")]
    public async Task Is_avoided_by_a_number_that_tells_the_carrier(string text, Carrier carrier, string trackingId)
    {
        var shop = await AddShopAsync();
        Assert.That(await CommandAsync("add", "--tenant", shop.TenantId, "--tracking-id", text, "--order", shop.Order.OrderNumber), Is.Zero);
        var added = await Host.QueryAsync(db => db.Set<Package>().SingleAsync(p => p.TenantId == shop.TenantId && p.Id != shop.Package.Id));
        Assert.That((added.Carrier, added.TrackingId, added.OrderId), Is.EqualTo((carrier, trackingId, shop.Order.Id)));
        Assert.That(await CommandAsync("add", "--tenant", shop.TenantId, "--tracking-id", text), Is.EqualTo(ExitCodes.Refused), "It exists.");
    }

    [TestCase("01906000683795", "'trackingId' '01906000683795' may be of DPD (LIKELY), HERMES (LIKELY), GLS (POSSIBLE): name the carrier.")]
    [TestCase("hello", "'trackingId' 'hello' is of no known carrier: if it is not mistyped, name the carrier.")]
    public async Task Is_avoided_by_asking_when_the_number_does_not_tell(string text, string refusal)
    {
        var shop = await AddShopAsync();
        var error = Console.Error;
        await using var written = new StringWriter();
        try
        {
            Console.SetError(written);
            Assert.That(await CommandAsync("add", "--tenant", shop.TenantId, "--tracking-id", text), Is.EqualTo(ExitCodes.Refused));
        }
        finally
        {
            Console.SetError(error);
        }

        Assert.That(written.ToString().Trim(), Is.EqualTo(refusal));
        Assert.That(await CommandAsync("add", "--tenant", shop.TenantId, "--tracking-id", text, "--carrier", "hermes"), Is.Zero, "With its name it is taken.");
        Assert.That(await Host.QueryAsync(db => db.Set<Package>().CountAsync(p => p.TenantId == shop.TenantId)), Is.EqualTo(2));
    }

    [Test]
    public async Task Can_be_told_from_its_number_before()
    {
        var shop = await AddShopAsync();
        const string query = """
            query ($id: ID!, $language: String) {
              detectCarrier(trackingId: $id, language: $language) {
                best candidates { carrier certainty checkDigitVerified trackingId carrierTrackingUrl }
              }
            }
            """;
        var answer = await AskAsync(query, shop.Key, new { id = "0034 0434 1610 9404 2557", language = "fr" });
        Assert.That(
            answer.GetProperty("data").GetProperty("detectCarrier").GetRawText(),
            Is.EqualTo("""{"best":"DHL","candidates":[{"carrier":"DHL","certainty":"CERTAIN","checkDigitVerified":true,"trackingId":"00340434161094042557","carrierTrackingUrl":"https://www.dhl.com/fr-fr/home/tracking/tracking-parcel.html?submit=1&tracking-id=00340434161094042557"}]}"""));
        answer = await AskAsync(query, shop.Key, new { id = "' OR 1=1 --" });
        Assert.That(answer.GetProperty("data").GetProperty("detectCarrier").GetRawText(), Is.EqualTo("""{"best":null,"candidates":[]}"""));
        Assert.That(
            CodeOf(await AskAsync(query, await NewKeyAsync(shop, "read:orders"), new { id = "1" })), Is.EqualTo("FORBIDDEN"));
    }

    protected override void Configure(EciTestHostOptions options)
    {
        options.Logs = _logs;
        options.Settings["Logging:LogLevel:Eci.Modules.Tracking"] = "Information";
    }

    private Task<JsonElement> CorrectAsync(Shop shop, string carrier) => AskAsync(Correct, shop.Key, new { id = shop.Package.Id, carrier });

    private Task<int> CommandAsync(string command, params string[] arguments)
    {
        var parsed = PackageCommands.Create().Parse([command, .. arguments]);
        Assert.That(parsed.Errors, Is.Empty);
        return command == "add"
            ? AddPackageCommand.RunAsync(Host.Services, parsed, CancellationToken.None)
            : CorrectCarrierCommand.RunAsync(Host.Services, parsed, CancellationToken.None);
    }
}
