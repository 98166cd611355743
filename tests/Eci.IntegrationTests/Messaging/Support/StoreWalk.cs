using Eci.Messaging.Delivery;
using Eci.Messaging.Operations;
using Eci.Messaging.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using StoredDelivery = Eci.Messaging.Storage.Delivery;

namespace Eci.IntegrationTests.Messaging.Support;

/// <summary>Does the same random steps to the store and to the model. The clock moves in whole seconds.</summary>
internal sealed class StoreWalk(MessagingHost host, FakeTimeProvider time, int seed)
{
    private const int LongestLease = 20;

    private static readonly string[] Queues = [TestRoutes.StepQueue, TestRoutes.FirstQueue, TestRoutes.SecondQueue];

    private readonly Random _random = new(seed);
    private readonly StoreModel _model = new();
    private readonly List<Guid> _messages = [];
    private readonly IDeliveryStore _store = host.Services.GetRequiredService<IDeliveryStore>();
    private readonly DeadLetterService _letters = host.Services.GetRequiredService<DeadLetterService>();

    private DateTimeOffset Now => time.GetUtcNow();

    public async Task StepAsync()
    {
        var step = _random.Next(100);
        if (step < 25)
            await InsertAsync();
        else if (step < 50)
            await ClaimAsync();
        else if (step < 62)
            await WithClaimAsync(CompleteAsync);
        else if (step < 70)
            await WithClaimAsync(BackOffAsync);
        else if (step < 75)
            await RenewAsync();
        else if (step < 80)
            await ReleaseAsync();
        else if (step < 85)
            await WithClaimAsync(GiveUpAsync);
        else if (step < 90)
            await ReplayAsync();
        else
            time.Advance(TimeSpan.FromSeconds(_random.Next(1, LongestLease * 2)));
    }

    /// <summary>Store and model hold the same.</summary>
    public async Task CompareAsync()
    {
        var rows = await host.QueryAsync(db => db.Set<StoredDelivery>().AsNoTracking().OrderBy(d => d.Id).ToListAsync());
        Assert.That(
            rows.Select(d => new StoreModel.Row(d.MessageId, d.Endpoint, d.OrderKey) { DueAt = d.DueAt, Attempts = d.Attempts, Token = d.LeaseToken }.ToString()),
            Is.EqualTo(_model.Rows.Select(r => r.ToString())));
        var letters = await host.DeadLettersAsync();
        Assert.That(
            letters.Select(l => (l.MessageId, l.Endpoint, l.Attempts)),
            Is.EquivalentTo(_model.DeadLetters.Select(r => (r.Message, r.Queue, r.Attempts))));
        var state = await _store.InspectAsync(CancellationToken.None);
        var due = _model.Rows.Where(r => r.DueAt <= Now).Select(r => (DateTimeOffset?)r.DueAt).Min();
        Assert.That(state, Is.EqualTo(new QueueState(_model.Rows.Count, due)));
    }

    private async Task InsertAsync()
    {
        var incoming = new List<IncomingMessage>();
        foreach (var _ in Enumerable.Range(0, _random.Next(1, 4)))
        {
            var known = _messages.Count > 0 && _random.Next(5) == 0;
            var id = known ? _messages[_random.Next(_messages.Count)] : new Guid(_random.Next(), 0, 0, new byte[8]);
            if (incoming.Any(m => m.Id == id))
                continue;
            long? key = _random.Next(2) == 0 ? _random.Next(3) : null;
            incoming.Add(TestRows.Incoming(id, "{}", key, [.. Queues.Where(_ => _random.Next(2) == 0)]));
        }

        var written = await _store.InsertAsync(incoming, CancellationToken.None);
        var expected = incoming.Where(m => _model.Insert(m.Id, m.Endpoints, m.OrderKey, Now)).Select(m => m.Id).ToList();
        Assert.That(written, Is.EquivalentTo(expected));
        _messages.AddRange(expected);
        await AlignOrderAsync(expected);
    }

    /// <summary>Which of a message's rows was written first is left to the database.</summary>
    private async Task AlignOrderAsync(List<Guid> written)
    {
        var order = await host.QueryAsync(db => db.Set<StoredDelivery>()
            .Where(d => written.Contains(d.MessageId)).OrderBy(d => d.Id).Select(d => new { d.MessageId, d.Endpoint }).ToListAsync());
        var rows = _model.Rows.Where(r => written.Contains(r.Message)).ToList();
        _model.Rows.RemoveAll(rows.Contains);
        _model.Rows.AddRange(order.Select(d => rows.Single(r => r.Message == d.MessageId && r.Queue == d.Endpoint)));
    }

    private async Task ClaimAsync()
    {
        var queues = Queues.Where(_ => _random.Next(3) > 0).ToList();
        var (limit, lease) = (_random.Next(1, 6), TimeSpan.FromSeconds(_random.Next(1, LongestLease)));
        var ready = _model.Ready(queues, Now);
        var claimed = await _store.ClaimAsync(queues, limit, lease, CancellationToken.None);
        var rows = claimed.Select(l => (Row: ready.SingleOrDefault(r => r.Message == l.MessageId && r.Queue == l.Endpoint), Lease: l)).ToList();
        Assert.That(rows.Select(r => r.Row), Has.None.Null, "Only what is ready is claimed.");
        Assert.That(rows, Has.Count.EqualTo(Math.Min(limit, ready.Count)));
        Assert.That(
            rows.Select(r => r.Row!.DueAt).Order(),
            Is.EqualTo(ready.Select(r => r.DueAt).Order().Take(limit)),
            "What is due longest is claimed first.");
        foreach (var (row, given) in rows)
        {
            row!.Attempts++;
            row.Token = given.Token;
            row.DueAt = Now + lease;
            Assert.That((given.Attempts, given.OrderKey), Is.EqualTo((row.Attempts, row.Key)));
            _model.Claims.Add((row, given));
        }
    }

    private async Task WithClaimAsync(Func<StoreModel.Row, Lease, Task> act)
    {
        if (_model.Claims.Count == 0)
            return;
        var (row, lease) = _model.Claims[_random.Next(_model.Claims.Count)];
        await act(row, lease);
    }

    private async Task CompleteAsync(StoreModel.Row row, Lease lease)
    {
        var done = await host.QueryAsync(async db =>
        {
            db.Remove(new StoredDelivery
            {
                Id = lease.DeliveryId,
                MessageId = lease.MessageId,
                Endpoint = lease.Endpoint,
                DueAt = default,
                LeaseToken = lease.Token,
            });
            try
            {
                await db.SaveChangesAsync();
                return true;
            }
            catch (DbUpdateConcurrencyException)
            {
                return false;
            }
        });
        Assert.That(done, Is.EqualTo(_model.Holds(row, lease)));
        if (done)
            _model.Rows.Remove(row);
    }

    private async Task BackOffAsync(StoreModel.Row row, Lease lease)
    {
        var delay = TimeSpan.FromSeconds(_random.Next(LongestLease));
        await _store.BackOffAsync(lease, delay, "failed", CancellationToken.None);
        if (_model.Holds(row, lease))
            (row.DueAt, row.Token) = (Now + delay, null);
    }

    private async Task RenewAsync()
    {
        var (some, lease) = (SomeClaims(), TimeSpan.FromSeconds(_random.Next(1, LongestLease)));
        await _store.RenewAsync([.. some.Select(c => c.Lease)], lease, CancellationToken.None);
        foreach (var (row, _) in some.Where(c => _model.Holds(c.Row, c.Lease)))
            row.DueAt = Now + lease;
    }

    private async Task ReleaseAsync()
    {
        var some = SomeClaims();
        await _store.ReleaseAsync([.. some.Select(c => c.Lease)], CancellationToken.None);
        foreach (var (row, _) in some.Where(c => _model.Holds(c.Row, c.Lease)).ToList())
            (row.DueAt, row.Token, row.Attempts) = (Now, null, row.Attempts - 1);
    }

    private async Task GiveUpAsync(StoreModel.Row row, Lease lease)
    {
        var held = _model.Holds(row, lease);
        await host.Services.GetRequiredService<GiveUp>().Async(lease, new PermanentFailureException("never"), CancellationToken.None);
        if (!held)
            return;
        _model.Die(row);
        row.Attempts = lease.Attempts;
        await ForgetAnnouncementAsync();
    }

    /// <summary>The announcement of a dead letter is a delivery of its own that the walk has nothing to do with.</summary>
    private Task<int> ForgetAnnouncementAsync() => host.QueryAsync(async db =>
    {
        db.RemoveRange(await db.Set<StoredDelivery>().Where(d => d.Endpoint == TestRoutes.AnnouncementQueue).ToListAsync());
        return await db.SaveChangesAsync();
    });

    private async Task ReplayAsync()
    {
        if (_model.DeadLetters.Count == 0)
            return;
        var row = _model.DeadLetters[_random.Next(_model.DeadLetters.Count)];
        var letter = (await host.DeadLettersAsync()).Single(l => l.MessageId == row.Message && l.Endpoint == row.Queue);
        Assert.That(await _letters.ReplayAsync(letter.Id, CancellationToken.None), Is.EqualTo(ReplayResult.Replayed));
        _model.Replay(row, Now);
    }

    /// <summary>Each delivery at most once, as a worker would.</summary>
    private List<(StoreModel.Row Row, Lease Lease)> SomeClaims() =>
        _model.Claims.Where(_ => _random.Next(3) == 0).TakeLast(20).DistinctBy(c => c.Lease.DeliveryId).ToList();
}
