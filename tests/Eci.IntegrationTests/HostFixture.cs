using System.Globalization;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.IntegrationTests;

/// <summary>One host with demo data for all tests of the fixture.</summary>
internal abstract class HostFixture(DatabaseKind kind) : DatabaseFixture(kind)
{
    /// <summary>Timers of packages and orders wait for days, checks of packages for a minute, and webhooks that failed for hours.</summary>
    private const string Unsettled =
        "SELECT count(*) FROM messaging_delivery WHERE endpoint NOT IN ('tracking-package-life', 'tracking-attention', 'outgoing-webhooks-deliveries') "
        + "AND message_id NOT IN (SELECT id FROM messaging_message WHERE topic = 'OrderLifeCheckDue')";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static long _numbers = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    private EciTestHost? _host;

    protected EciTestHost Host => _host ?? throw new InvalidOperationException("The host runs from the first set-up on.");

    [OneTimeSetUp]
    public async Task StartHostAsync() => _host = await EciTestHost.StartAsync(Database, Configure);

    [OneTimeTearDown]
    public async Task StopHostAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
    }

    protected virtual void Configure(EciTestHostOptions options)
    {
    }

    /// <summary>A number that no other test uses.</summary>
    protected static string NextNumber() => Interlocked.Increment(ref _numbers).ToString("D14", CultureInfo.InvariantCulture);

    /// <summary>Waits until everything accepted is handled.</summary>
    protected Task SettleAsync() =>
        Eventually.Async(async () => await Host.ScalarAsync(Unsettled) == 0, Deadline, "that everything accepted is handled");

    /// <summary>Stops the host and starts another on the same database.</summary>
    protected async Task RestartHostAsync()
    {
        await Host.DisposeAsync();
        await StartHostAsync();
    }
}
