using System.Globalization;
using Eci.Host;
using Eci.Host.Commands;
using Eci.Persistence;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Hosting;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Asking_a_host_for_its_health(DatabaseKind kind) : DatabaseFixture(kind)
{
    [Test]
    public async Task Succeeds_when_it_is_ready()
    {
        await using var host = await EciTestHost.StartAsync(Database);
        Assert.That(await EciCommands.RunAsync(["health", "--url", host.BaseAddress.AbsoluteUri]), Is.Zero);
    }

    [Test]
    public async Task Fails_when_the_schema_is_not_that_of_the_build()
    {
        await using var host = await EciTestHost.StartAsync(Database);
        await ExecuteAsync(host, "ALTER TABLE core_migration RENAME TO core_migration_elsewhere");
        try
        {
            Assert.That(await EciCommands.RunAsync(["health", "--url", host.BaseAddress.AbsoluteUri]), Is.EqualTo(ExitCodes.Refused));
        }
        finally
        {
            await ExecuteAsync(host, "ALTER TABLE core_migration_elsewhere RENAME TO core_migration");
        }
    }

    private static async Task ExecuteAsync(EciTestHost host, string sql)
    {
        await using var connection = await host.Services.GetRequiredService<EciDatabase>().OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}

[TestFixture]
internal sealed class Asking_for_health_where_nobody_answers
{
    [Test]
    public async Task Fails()
    {
        var nobody = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}");
        Assert.That(await EciCommands.RunAsync(["health", "--url", nobody]), Is.EqualTo(ExitCodes.Refused));
    }

    [Test]
    public async Task Fails_for_an_address_that_is_none() =>
        Assert.That(await EciCommands.RunAsync(["health", "--url", "here"]), Is.EqualTo(ExitCodes.Refused));
}

[TestFixture]
internal sealed class The_address_that_is_asked_for_health
{
    [TestCase("http_ports", "8080", "http://localhost:8080/")]
    [TestCase("http_ports", "8080;8081", "http://localhost:8080/")]
    [TestCase("urls", "https://*:8443;http://+:8080", "http://localhost:8080/")]
    [TestCase("urls", "http://[::]:8080", "http://localhost:8080/")]
    [TestCase("urls", "http://10.1.2.3:8080", "http://10.1.2.3:8080/")]
    [TestCase("Kestrel:Endpoints:Http:Url", "http://*:9000", "http://localhost:9000/")]
    [TestCase("Eci:Roles", "api", "http://localhost:5080/")]
    public void Is_the_one_the_settings_name(string key, string value, string expected) =>
        Assert.That(LocalWith(key, value)?.AbsoluteUri, Is.EqualTo(expected));

    [TestCase("Eci:Roles", "worker")]
    [TestCase("urls", "http://127.0.0.1:0")]
    [TestCase("urls", "https://*:8443")]
    public void Is_unknown_for_a_port_nobody_knows_before(string key, string value) => Assert.That(LocalWith(key, value), Is.Null);

    private static Uri? LocalWith(string key, string value) =>
        ListenAddress.Local(new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build());
}
