using Eci.Host;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;

namespace Eci.IntegrationTests.Hosting;

[TestFixture]
internal sealed class Listening
{
    [TestCase("api", ListenAddress.Api)]
    [TestCase("api,worker,scheduler", ListenAddress.Api)]
    [TestCase("worker", ListenAddress.HealthOnly)]
    [TestCase("worker:tracking,scheduler", ListenAddress.HealthOnly)]
    public void Happens_at_the_known_address_only_with_the_api(string roles, string expected) =>
        Assert.That(DefaultWith(("Eci:Roles", roles)), Is.EqualTo(expected));

    [TestCase("urls", "http://127.0.0.1:1234")]
    [TestCase("http_ports", "8080")]
    [TestCase("https_ports", "8443")]
    [TestCase("Kestrel:Endpoints:Http:Url", "http://*:8080")]
    public void Happens_where_a_setting_says(string key, string value) => Assert.That(DefaultWith((key, value)), Is.Null);

    private static string? DefaultWith(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value))
            .Build();
        return ListenAddress.Default(configuration, Roles.From(configuration));
    }
}
