using Eci.Host;
using Eci.Persistence;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Microsoft.Data.Sqlite;
using NUnit.Framework;

namespace Eci.IntegrationTests.Outages;

[TestFixture]
internal sealed class A_SQLite_file
{
    private TestDatabase _database = null!;

    [SetUp]
    public async Task CreateAsync() => _database = await TestDatabase.CreateEmptyAsync(DatabaseKind.Sqlite);

    [TearDown]
    public ValueTask DropAsync() => _database.DisposeAsync();

    [Test]
    public async Task That_another_writer_holds_is_told_to_callers_and_forgotten_when_it_is_free()
    {
        await using var host = await StartAsync();
        var outage = new Outage(host);
        await using (var other = new SqliteConnection(_database.ConnectionString))
        {
            await other.OpenAsync();
            await using var writing = await other.BeginTransactionAsync();
            await outage.AssertPushRefusedAsync("1");
            await outage.AssertNotReadyAsync();
            Assert.That(await outage.EventsAsync(), Is.Zero, "Reading goes on.");
        }

        await outage.AssertRecoveredAsync("1");
    }

    [Test]
    public async Task That_is_gone_makes_the_host_not_ready()
    {
        await using var host = await StartAsync();
        var file = new SqliteConnectionStringBuilder(_database.ConnectionString).DataSource;
        File.Move(file, $"{file}.elsewhere");
        await new Outage(host).AssertNotReadyAsync();
    }

    [Test]
    public async Task That_is_none_stops_the_start_with_a_sentence()
    {
        var file = new SqliteConnectionStringBuilder(_database.ConnectionString).DataSource;
        await File.WriteAllTextAsync(file, string.Concat(Enumerable.Repeat("This is a letter. ", 1000)));
        await using var app = EciHost.Build([$"--ConnectionStrings:Eci={_database.ConnectionString}", "--environment=Production"]);
        var failure = Assert.ThrowsAsync<SqliteException>(() => Startup.PrepareAsync(app).WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.That(EciDatabase.IsDamaged(failure), Is.True);
    }

    private Task<EciTestHost> StartAsync() => EciTestHost.StartAsync(_database, options =>
    {
        foreach (var (key, value) in Outage.Impatient)
            options.Settings[key] = value;
    });
}
