using Eci.Core;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Eci.IntegrationTests.Telemetry;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class The_metrics_of_the_hub(DatabaseKind kind)
{
    private const string Notifications = "queue=tracking-notifications";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private TestDatabase? _database;

    [SetUp]
    public async Task CreateDatabaseAsync() => _database = await TestDatabase.CreateAsync(kind);

    [TearDown]
    public async Task DropDatabaseAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
    }

    [Test]
    public async Task Tell_what_came_in_what_was_handled_and_when_the_mail_left()
    {
        await using var host = await EciTestHost.StartAsync(_database!);
        using var instruments = new Instruments(host.Services);
        await PushAsync(host);
        await PushAsync(host);
        await Eventually.Async(() => instruments.Of("eci.deliveries.handled", Notifications).Count == 1, Deadline, "the mail");

        Assert.That(instruments.Of("eci.messages.accepted", "topic=tracking.package.update result=accepted"), Is.EqualTo([1]));
        Assert.That(instruments.Of("eci.messages.accepted", "topic=tracking.package.update result=duplicate"), Is.EqualTo([1]));
        Assert.That(instruments.Of("eci.deliveries.handled", "queue=tracking-package-events"), Is.EqualTo([1]));
        Assert.That(instruments.Of("eci.deliveries.duration", Notifications), Has.Count.EqualTo(1).And.All.Positive);
        Assert.That(instruments.Of("eci.deliveries.wait", Notifications), Has.Count.EqualTo(1));
        Assert.That(instruments.Of("eci.package.mails", "state=OUT_FOR_DELIVERY outcome=SENT"), Is.EqualTo([1]));
        Assert.That(instruments.Of("eci.package.scan_to_mail").Single(), Is.GreaterThan(TimeSpan.FromDays(1).TotalSeconds), "The scan is of January 2026.");
    }

    [Test]
    public async Task Tell_what_failed_and_what_was_given_up()
    {
        using var folder = new ScratchFolder();
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, string.Empty);
        await using var host = await EciTestHost.StartAsync(_database!, options =>
        {
            options.Settings["Eci:Mail:Pickup:Directory"] = Path.Combine(file, "mail");
            options.Settings["Eci:Messaging:MaxAttempts"] = "3";
            options.Settings["Eci:Messaging:RetryDelay"] = "00:00:00.010";
            options.Settings["Eci:Messaging:PollInterval"] = "00:00:00.020";
        });
        using var instruments = new Instruments(host.Services);
        await PushAsync(host);
        await Eventually.Async(() => instruments.Of("eci.deliveries.dead", Notifications).Count > 0, Deadline, "the dead letter");

        Assert.That(instruments.Of("eci.deliveries.retried", Notifications), Is.EqualTo([1, 1]));
        Assert.That(instruments.Of("eci.deliveries.dead"), Is.EqualTo([1]));
        Assert.That(instruments.Of("eci.deliveries.handled", Notifications), Is.Empty);
        Assert.That(await host.ScalarAsync("SELECT count(*) FROM messaging_dead_letter WHERE error_type = 'MailProviderException'"), Is.EqualTo(1));
    }

    [Test]
    public async Task Tell_how_much_waits_and_for_how_long()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var host = await EciTestHost.StartAsync(_database!, options =>
        {
            options.Time = time;
            options.Settings["Eci:Roles"] = "api,scheduler";
        });
        using var instruments = new Instruments(host.Services);
        Assert.That(instruments.Now("eci.deliveries.oldest_age"), Is.Zero);
        await PushAsync(host);
        await Eventually.Async(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(10));
                return instruments.Now("eci.deliveries.oldest_age") > 60;
            },
            Deadline,
            "an age above a minute");
        Assert.That(instruments.Now("eci.deliveries.unfinished"), Is.EqualTo(await host.ScalarAsync("SELECT count(*) FROM messaging_delivery")).And.Positive);
    }

    private static async Task PushAsync(EciTestHost host)
    {
        using var answer = await host.Client.GetAsync(
            $"/api/v1/tracking/dpd/{DemoTenant.DpdWebhookId}?pushid=1&pnr=01906000683796&depot=0998&status=delivery_carload&statusdate=05012026100200");
        answer.EnsureSuccessStatusCode();
    }
}
