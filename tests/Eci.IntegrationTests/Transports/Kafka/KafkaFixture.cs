using Eci.IntegrationTests.Messaging.Support;
using Eci.Messaging.Brokers;
using Eci.Testing.Servers;
using Eci.Testing.Transports.Kafka;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Transports.Kafka;

/// <summary>A cluster and topics for every test.</summary>
internal abstract class KafkaFixture(DatabaseKind kind) : MessagingFixture(kind)
{
    private KafkaTransport? _kafka;

    protected KafkaTransport Kafka => _kafka ??= KafkaTransport.Start(TestRoutes.Build(), WithTopics);

    /// <summary>False for tests of hosts that must create topics themselves.</summary>
    protected virtual bool WithTopics => true;

    [TearDown]
    public async Task EndClusterAsync()
    {
        await StopHostsAsync();
        if (_kafka is not null)
            await _kafka.DisposeAsync();
        _kafka = null;
    }

    protected override void Configure(MessagingHostOptions options)
    {
        foreach (var (key, value) in Kafka.Settings)
            options.Settings[key] = value;
    }

    protected static string? TroubleOf(MessagingHost host) => host.Services.GetRequiredService<IBroker>().Trouble;

    /// <summary>Waits until that many effects of labels with the prefix are committed, and returns them in their order.</summary>
    protected static async Task<List<Effect>> EffectsAsync(MessagingHost host, string prefix, int count)
    {
        List<Effect> effects = [];
        await Eventually.Async(
            async () =>
            {
                effects = await host.QueryAsync(db => db.Set<Effect>().AsNoTracking().Where(e => e.Label.StartsWith(prefix)).OrderBy(e => e.Id).ToListAsync());
                return effects.Count >= count;
            },
            Deadline,
            $"{count} effects");
        return effects;
    }
}
