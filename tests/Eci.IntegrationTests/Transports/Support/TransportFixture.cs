using Eci.IntegrationTests.Messaging.Support;
using Eci.Testing.Servers;
using Eci.Testing.Transports;
using NUnit.Framework;

namespace Eci.IntegrationTests.Transports.Support;

/// <summary>A database for all tests of the fixture, and a transport; every test starts the hosts it needs.</summary>
internal abstract class TransportFixture(TransportKind transport, DatabaseKind database) : MessagingFixture(database)
{
    private TestTransport? _transport;

    protected TestTransport Transport => _transport ?? throw new InvalidOperationException("The transport exists from the set-up on.");

    [SetUp]
    public async Task StartTransportAsync() => _transport ??= await TestTransports.StartAsync(transport, TestRoutes.Build());

    /// <summary>A mock cluster costs nothing, but its groups wait for the members that the test before had: every test gets its own.</summary>
    [TearDown]
    public async Task EndMockClusterAsync()
    {
        if (transport is not TransportKind.Kafka)
            return;
        await StopHostsAsync();
        await StopTransportAsync();
    }

    [OneTimeTearDown]
    public async Task StopTransportAsync()
    {
        if (_transport is not null)
            await _transport.DisposeAsync();
        _transport = null;
    }

    protected override void Configure(MessagingHostOptions options)
    {
        foreach (var (key, value) in Transport.Settings)
            options.Settings[key] = value;
        options.Settings["Eci:Broker:ConfirmTimeout"] = "00:00:02";
        options.Settings["Eci:Broker:ResendDelay"] = "00:00:00.100";
        options.Messaging = m => (m.RetryDelay, m.MaxRetryDelay) = (TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(80));
    }

    /// <summary>Waits until so many effects of the label are committed.</summary>
    protected static async Task<List<Effect>> EffectsAsync(MessagingHost host, string label, int count)
    {
        await Eventually.Async(async () => (await host.EffectsAsync(label)).Count >= count, Deadline, $"{count} effect(s)");
        return await host.EffectsAsync(label);
    }

    /// <summary>Waits for the one dead letter that is meant.</summary>
    protected static async Task<Eci.Messaging.Operations.DeadLetterInfo> DeadLetterAsync(
        MessagingHost host, Func<Eci.Messaging.Operations.DeadLetterInfo, bool> which)
    {
        await Eventually.Async(async () => (await host.DeadLettersAsync()).Any(which), Deadline, "the dead letter");
        return (await host.DeadLettersAsync()).Single(which);
    }
}
