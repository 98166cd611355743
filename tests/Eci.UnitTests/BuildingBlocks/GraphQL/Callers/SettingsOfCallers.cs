using Eci.Web.GraphQL;
using Eci.Web.Security;
using Eci.Web.Security.Jwt;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.GraphQL.Callers;

[TestFixture]
internal sealed class SettingsOfCallers
{
    private const string Hash = "059ba10df09cc5791ff206fc81210cc8d6de4f7aed40469533bb2b440a1c4d7f";

    [TestCase("Eci:OperatorKeys:0", "eci_key")]
    [TestCase("Eci:OperatorKeys:0", "")]
    [TestCase("Eci:OperatorKeys:1", Hash + "0")]
    [TestCase("Eci:OperatorKeys:0", "x59ba10df09cc5791ff206fc81210cc8d6de4f7aed40469533bb2b440a1c4d7f")]
    [TestCase("Eci:Jwt:SigningKey", "only thirty-one bytes long, sad")]
    [TestCase("Eci:Jwt:Issuer", "")]
    [TestCase("Eci:Jwt:Audience", "")]
    [TestCase("Eci:Jwt:Authority", "https://accounts.example.com")]
    [TestCase("Eci:Jwt:ClockSkew", "00:10:01")]
    [TestCase("Eci:Jwt:ClockSkew", "-00:00:01")]
    public void Are_refused_with_the_name_of_the_key(string key, string value) =>
        Assert.That(() => Read(new(Jwt.Settings, StringComparer.Ordinal) { [key] = value }), Throws.InstanceOf<OptionsValidationException>().With.Message.Contains(key.TrimEnd('0', '1', ':')));

    [TestCase("http://accounts.example.com")]
    [TestCase("/accounts")]
    [TestCase("https://accounts.example.com/?a=b")]
    [TestCase("ftp://accounts.example.com")]
    public void Trust_no_issuer_that_others_can_speak_for(string authority) =>
        Assert.That(
            () => Read(new(Jwt.Settings, StringComparer.Ordinal) { ["Eci:Jwt:SigningKey"] = null, ["Eci:Jwt:Authority"] = authority }),
            Throws.InstanceOf<OptionsValidationException>().With.Message.Contains("Eci:Jwt:Authority"));

    [Test]
    public void Are_read()
    {
        var (operators, jwt) = Read(new(Jwt.Settings, StringComparer.Ordinal) { ["Eci:OperatorKeys:0"] = Hash, ["Eci:Jwt:ClockSkew"] = "00:00:10" });

        Assert.That(operators.OperatorKeys, Is.EqualTo([Hash]));
        Assert.That((jwt.SigningKey, jwt.Issuer, jwt.Audience, jwt.ClockSkew), Is.EqualTo((Jwt.SigningKey, Jwt.Issuer, Jwt.Audience, TimeSpan.FromSeconds(10))));
    }

    private static (OperatorKeyOptions Operators, JwtOptions Jwt) Read(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        using var services = new ServiceCollection().AddEciGraphQL(configuration).BuildServiceProvider();
        return (services.GetRequiredService<IOptions<OperatorKeyOptions>>().Value, services.GetRequiredService<IOptions<JwtOptions>>().Value);
    }
}
