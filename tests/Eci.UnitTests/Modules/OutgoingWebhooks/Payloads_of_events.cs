using System.Text;
using System.Text.Json.Nodes;
using Eci.Modules.OutgoingWebhooks.Events;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.OutgoingWebhooks;

/// <summary>Receivers rely on what the README of the module shows.</summary>
internal sealed class Payloads_of_events
{
    private const int MaxBytes = 20_000;

    private static readonly DateTimeOffset Scanned = new(2026, 1, 5, 10, 2, 0, TimeSpan.FromHours(1));
    private static readonly DateTimeOffset Learned = new(2026, 1, 5, 9, 2, 3, 451, TimeSpan.Zero);
    private static readonly PackageFacts Package = new("pa_1BoatSLRHtKNngkdXEeobR", Carrier.Dpd, "01906000683796", "o_1BoatSLRHtKNngkdXEeobR", "STORE-1001");

    private static readonly WebhookEvent[] Examples =
    [
        Of(WebhookEventTypes.PackageRegistered, new PackageRegisteredData(Package)),
        Of(WebhookEventTypes.PackageStateChanged, new PackageStateChangedData(
            Package, "evt_1BoatSLRHtKNngkdXEeobR", PackageState.InTransit, PackageState.OutForDelivery, Scanned, "Aschaffenburg", IsHistory: false)),
        Of(WebhookEventTypes.PackageNeedsAttention, new PackageNeedsAttentionData(Package, AttentionReason.NoMovement, PackageState.InTransit, Scanned)),
        Of(WebhookEventTypes.PackageMailSent, new PackageMailSentData(
            Package, "evt_1BoatSLRHtKNngkdXEeobR", "em_1BoatSLRHtKNngkdXEeobR", PackageState.OutForDelivery, Learned)),
        Of(WebhookEventTypes.OrderDelivered, new OrderDeliveredData(
            "o_1BoatSLRHtKNngkdXEeobR", "STORE-1001", Scanned, 1, [new DeliveredPackage("pa_1BoatSLRHtKNngkdXEeobR", Carrier.Dpd, "01906000683796")])),
        Of(WebhookEventTypes.OrderStored, new OrderStoredData("o_1BoatSLRHtKNngkdXEeobR", "STORE-1001", "saleor", Created: true)),
        Of(WebhookEventTypes.OrderStageReached, new OrderStageReachedData("o_1BoatSLRHtKNngkdXEeobR", "STORE-1001", OrderStage.Shipped)),
        Of(WebhookEventTypes.Test, new TestData("whe_1BoatSLRHtKNngkdXEeobR", "This is a test.")),
    ];

    [Test]
    public void Are_shown_in_the_README_for_every_type()
    {
        var readme = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "Modules", "OutgoingWebhooks", "README.md"));
        var shown = readme.Split("```json\n").Skip(1).Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)])
            .Select(text => JsonNode.Parse(text)!.ToJsonString()).ToList();
        Assert.That(shown, Is.EqualTo(Examples.Select(example => JsonNode.Parse(example.ToPayload())!.ToJsonString())));
        Assert.That(Examples.Select(example => example.Type), Is.EquivalentTo(WebhookEventTypes.All.Append(WebhookEventTypes.Test)));
    }

    [Test]
    public void Stay_small_whatever_they_hold()
    {
        var longest = Package with { Id = new string('p', 60), TrackingId = new string('9', 100), OrderId = new string('o', 60), OrderNumber = new string('€', 100) };
        var packages = Enumerable.Repeat(new DeliveredPackage(longest.Id, Carrier.Dpd, new string('9', 40)), 100).ToList();
        WebhookEvent[] large =
        [
            Of(WebhookEventTypes.PackageStateChanged, new PackageStateChangedData(
                longest, longest.Id, PackageState.AvailableForPickup, PackageState.AvailableForPickup, Scanned, new string('€', 200), IsHistory: true)),
            Of(WebhookEventTypes.OrderDelivered, new OrderDeliveredData(longest.OrderId!, longest.OrderNumber!, Scanned, 1000, packages)),
        ];
        Assert.That(large.Select(e => Encoding.UTF8.GetByteCount(e.ToPayload())), Is.All.LessThan(MaxBytes));
    }

    private static WebhookEvent Of(string type, object data) => new(type, "key", Learned, data);
}
