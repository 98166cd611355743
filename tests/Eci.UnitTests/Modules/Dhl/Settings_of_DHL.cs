using Eci.Modules.Dhl;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Dhl;

internal sealed class Settings_of_DHL
{
    [Test]
    public void Need_nothing_and_lead_to_DHL()
    {
        var options = new DhlOptions();
        Assert.That(new DhlOptionsValidator().Validate(null, options).Succeeded, Is.True);
        Assert.That(options.BaseAddress, Is.EqualTo("https://api-eu.dhl.com/track"));
    }

    [TestCase("", 20, "Eci:Dhl:BaseAddress must be an http or https address without a query.")]
    [TestCase("/track", 20, "Eci:Dhl:BaseAddress must be an http or https address without a query.")]
    [TestCase("ftp://example.com", 20, "Eci:Dhl:BaseAddress must be an http or https address without a query.")]
    [TestCase("https://example.com/track?a=b", 20, "Eci:Dhl:BaseAddress must be an http or https address without a query.")]
    [TestCase("https://example.com/track", 0, "Eci:Dhl:TimeoutSeconds must be between 1 and 120.")]
    [TestCase("https://example.com/track", 121, "Eci:Dhl:TimeoutSeconds must be between 1 and 120.")]
    public void Say_what_is_wrong_with_them(string baseAddress, int timeoutSeconds, string message)
    {
        var result = new DhlOptionsValidator().Validate(null, new DhlOptions { BaseAddress = baseAddress, TimeoutSeconds = timeoutSeconds });
        Assert.That(result.Failures, Is.EqualTo(new[] { message }));
    }
}
