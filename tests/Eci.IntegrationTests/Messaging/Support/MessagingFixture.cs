using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.IntegrationTests.Messaging.Support;

/// <summary>A database for all tests of the fixture; every test starts the hosts it needs, and they end with it.</summary>
internal abstract class MessagingFixture(DatabaseKind kind) : DatabaseFixture(kind, isEmpty: true)
{
    protected static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly List<MessagingHost> _hosts = [];

    [TearDown]
    public async Task StopHostsAsync()
    {
        foreach (var host in _hosts)
            await host.DisposeAsync();
        _hosts.Clear();
    }

    /// <summary>Applied to every host of the fixture before the test's own word.</summary>
    protected virtual void Configure(MessagingHostOptions options)
    {
    }

    /// <summary>A label that no other test uses.</summary>
    protected static string NewLabel() => Guid.NewGuid().ToString("N");

    protected async Task<MessagingHost> StartAsync(Action<MessagingHostOptions>? configure = null)
    {
        var host = await MessagingHost.StartAsync(Database, options =>
        {
            Configure(options);
            configure?.Invoke(options);
        });
        _hosts.Add(host);
        return host;
    }
}

/// <summary>One host for all tests of the fixture.</summary>
internal abstract class OneHostFixture(DatabaseKind kind) : MessagingFixture(kind)
{
    private MessagingHost? _host;

    protected MessagingHost Host => _host ?? throw new InvalidOperationException("The host runs from the first set-up on.");

    [OneTimeSetUp]
    public async Task StartHostAsync() => _host = await MessagingHost.StartAsync(Database, Configure);

    [OneTimeTearDown]
    public async Task StopHostAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
    }

    /// <summary>Waits until the queues, and no others, have committed something for the label, and nothing is left to do.</summary>
    protected async Task<List<Effect>> HandledAsync(string label)
    {
        await Host.SettleAsync();
        return await Host.EffectsAsync(label);
    }
}
