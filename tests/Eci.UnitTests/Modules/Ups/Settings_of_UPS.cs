using Eci.Modules.Ups;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Ups;

internal sealed class Settings_of_UPS
{
    private readonly UpsOptionsValidator _validator = new();

    [TestCase("https://onlinetools.ups.com")]
    [TestCase("https://wwwcie.ups.com/")]
    [TestCase("http://localhost:5080/sandbox/ups")]
    public void Take_an_address(string address) => Assert.That(Problems(new UpsOptions { BaseAddress = address }), Is.Empty);

    [Test]
    public void Have_defaults_that_hold() => Assert.That(Problems(new UpsOptions()), Is.Empty);

    [TestCase("")]
    [TestCase("onlinetools.ups.com")]
    [TestCase("ftp://onlinetools.ups.com")]
    [TestCase("https://user:secret@onlinetools.ups.com")]
    [TestCase("https://onlinetools.ups.com?x=1")]
    [TestCase("https://onlinetools.ups.com#x")]
    public void Name_an_address_that_is_none(string address) => Assert.That(
        Problems(new UpsOptions { BaseAddress = address }),
        Is.EqualTo(new[] { "Eci:Ups:BaseAddress must be an http or https address without user name, query and fragment." }));

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(301)]
    public void Name_a_time_that_cannot_be(int seconds) => Assert.That(
        Problems(new UpsOptions { Timeout = TimeSpan.FromSeconds(seconds) }),
        Is.EqualTo(new[] { "Eci:Ups:Timeout must be between 00:00:01 and 00:05:00." }));

    private IEnumerable<string> Problems(UpsOptions options) => _validator.Validate(name: null, options).Failures ?? [];
}
