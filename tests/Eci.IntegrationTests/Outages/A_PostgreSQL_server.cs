using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Npgsql;
using NUnit.Framework;

namespace Eci.IntegrationTests.Outages;

[TestFixture(Category = "Postgres")]
internal sealed class A_PostgreSQL_server
{
    private TestDatabase _database = null!;
    private TcpLink _link = null!;
    private EciTestHost _host = null!;
    private bool _started;

    [SetUp]
    public async Task StartAsync()
    {
        _started = false;
        _database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        var settings = new NpgsqlConnectionStringBuilder(_database.ConnectionString);
        _link = new TcpLink(settings.Host!, settings.Port);
        (settings.Host, settings.Port) = ("127.0.0.1", _link.Port);
        _host = await EciTestHost.StartAsync(_database, options =>
        {
            options.Settings["ConnectionStrings:Eci"] = settings.ConnectionString;
            foreach (var (key, value) in Outage.Impatient)
                options.Settings[key] = value;
        });
        _started = true;
    }

    [TearDown]
    public async Task StopAsync()
    {
        if (!_started)
            return;
        await _host.DisposeAsync();
        await _link.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Test]
    public async Task That_is_gone_is_told_to_everyone_and_forgotten_when_it_is_back()
    {
        var outage = new Outage(_host);
        await _link.CutAsync();
        await outage.AssertPushRefusedAsync("1");
        await outage.AssertQueryRefusedAsync();
        await outage.AssertNotReadyAsync();
        _link.Restore();
        await outage.AssertRecoveredAsync("1");
    }

    [Test]
    public async Task That_is_silent_is_told_to_everyone_and_forgotten_when_it_answers()
    {
        var outage = new Outage(_host);
        _link.Freeze();
        await outage.AssertPushRefusedAsync("1");
        await outage.AssertQueryRefusedAsync();
        await outage.AssertNotReadyAsync();
        _link.Thaw();
        await outage.AssertRecoveredAsync("1");
    }

    [Test]
    public async Task That_takes_no_writes_is_told_to_callers_and_forgotten_when_it_does()
    {
        var outage = new Outage(_host);
        await SetReadOnlyAsync("on");
        await outage.AssertPushRefusedAsync("1");
        await outage.AssertNotReadyAsync();
        Assert.That(await outage.EventsAsync(), Is.Zero, "Reading goes on.");
        await SetReadOnlyAsync("off");
        await outage.AssertRecoveredAsync("1");
    }

    /// <summary>As a standby is after a failover: existing connections and new ones can only read.</summary>
    private async Task SetReadOnlyAsync(string value)
    {
        await using var connection = new NpgsqlConnection(_database.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            SET transaction_read_only = off;
            ALTER DATABASE {connection.Database} SET default_transaction_read_only = {value};
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
            """;
        await command.ExecuteNonQueryAsync();
    }
}
