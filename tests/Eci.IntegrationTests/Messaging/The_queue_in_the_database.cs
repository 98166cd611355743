using Eci.IntegrationTests.Messaging.Support;
using Eci.Messaging.Storage;
using Eci.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Eci.IntegrationTests.Messaging;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class The_queue_in_the_database(DatabaseKind kind) : MessagingFixture(kind)
{
    private const int Steps = 300;
    private const int StepsPerComparison = 5;

    private static readonly TimeSpan LongestWalk = TimeSpan.FromSeconds(20);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero));

    [Test]
    public async Task Holds_what_its_model_holds_after_any_steps([Values(1, 2, 682556688, null)] int? fixedSeed)
    {
        var seed = fixedSeed ?? Random.Shared.Next();
        await using var database = await TestDatabase.CreateEmptyAsync(Database.Kind);
        await using var host = await MessagingHost.StartAsync(database, o => (o.Queues, o.Time) = ([], _time));
        var walk = new StoreWalk(host, _time, seed);
        var start = TimeProvider.System.GetTimestamp();
        var step = 0;
        try
        {
            while (step < Steps && TimeProvider.System.GetElapsedTime(start) < LongestWalk)
            {
                await walk.StepAsync();
                if (++step % StepsPerComparison == 0)
                    await walk.CompareAsync();
            }
        }
        finally
        {
            await TestContext.Out.WriteLineAsync($"seed {seed}, {step} steps");
        }
    }

    [Test]
    public async Task Gives_each_delivery_to_one_of_many_that_claim_at_once()
    {
        const int Messages = 120;
        const int Claimers = 8;
        var host = await StartAsync(o => o.Queues = []);
        var store = host.Services.GetRequiredService<IDeliveryStore>();
        await host.PublishAsync(Enumerable.Range(0, Messages).Select(n => new Keyed(NewLabel(), n % 2 == 0 ? $"{n % 10}" : NewLabel())).ToArray());
        var claims = await Task.WhenAll(Enumerable.Range(0, Claimers).Select(_ => Task.Run(async () =>
        {
            var all = new List<Eci.Messaging.Delivery.Lease>();
            while (await store.ClaimAsync([TestRoutes.KeyedQueue], 5, TimeSpan.FromHours(1), CancellationToken.None) is { Count: > 0 } some)
                all.AddRange(some);
            return all;
        })));
        var claimed = claims.SelectMany(c => c).ToList();
        Assert.That(claimed.Select(l => l.DeliveryId), Is.Unique);
        Assert.That(claimed.Select(l => l.OrderKey), Is.Unique, "Of each key only the first unfinished.");
        Assert.That(claimed, Has.Count.EqualTo((Messages / 2) + 5));
    }
}
