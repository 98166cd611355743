using Eci.Modules.OutgoingWebhooks;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.OutgoingWebhooks;

internal sealed class Settings_of_outgoing_webhooks
{
    private static readonly TestCaseData[] Wrong =
    [
        Case("Eci:OutgoingWebhooks:Timeout", o => o.Timeout = TimeSpan.Zero),
        Case("Eci:OutgoingWebhooks:ConcurrencyPerEndpoint", o => o.ConcurrencyPerEndpoint = 0),
        Case("Eci:OutgoingWebhooks:DisableAfter", o => o.DisableAfter = TimeSpan.FromMinutes(1)),
        Case("Eci:OutgoingWebhooks:MaxEndpoints", o => o.MaxEndpoints = 0),
        Case("Eci:OutgoingWebhooks:Retention", o => o.Retention = TimeSpan.FromDays(1)),
    ];

    [Test]
    public void Are_valid_as_they_come() =>
        Assert.That(new OutgoingWebhooksOptionsValidator().Validate(name: null, new OutgoingWebhooksOptions()).Succeeded, Is.True);

    [TestCaseSource(nameof(Wrong))]
    public void Are_named_when_they_are_wrong(string key, Action<OutgoingWebhooksOptions> change)
    {
        var options = new OutgoingWebhooksOptions();
        change(options);
        Assert.That(new OutgoingWebhooksOptionsValidator().Validate(name: null, options).Failures, Has.Exactly(1).Contains(key));
    }

    private static TestCaseData Case(string key, Action<OutgoingWebhooksOptions> change) => new TestCaseData(key, change).SetArgDisplayNames(key);
}
