using System.Collections.Concurrent;
using Eci.UnitTests.BuildingBlocks.Web.Support;
using Eci.Web.Webhooks;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Web;

internal sealed class SharedLookups
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _time = new();
    private GatedSource _source = null!;
    private CoalescingWebhookDirectory _directory = null!;

    [SetUp]
    public void Create()
    {
        _source = new GatedSource();
        _directory = new CoalescingWebhookDirectory(_source, Options.Create(new WebhookOptions()), _time);
    }

    [Test]
    public async Task Are_joined_by_all_who_come_before_they_start()
    {
        var first = Find("wh_1");
        var running = await _source.NextAsync();
        var waiting = Enumerable.Range(0, 50).Select(_ => Find("wh_1")).ToList();
        running.Answer("old");
        Assert.That((await first)!.TenantId, Is.EqualTo("old"));

        (await _source.NextAsync()).Answer("new");
        var answers = await Task.WhenAll(waiting).WaitAsync(Deadline);
        Assert.That(answers.Select(target => target!.TenantId), Is.All.EqualTo("new"));
        Assert.That(_source.Started, Is.EqualTo(2));
    }

    [Test]
    public async Task Are_not_joined_once_they_run_so_that_nobody_sees_an_older_state()
    {
        var before = Find("wh_1");
        var running = await _source.NextAsync();
        var after = Find("wh_1");
        running.Answer("enabled");
        await before;
        Assert.That(after.IsCompleted, Is.False);
        (await _source.NextAsync()).Answer("disabled");
        Assert.That((await after)!.TenantId, Is.EqualTo("disabled"));
    }

    [Test]
    public async Task Of_different_webhooks_run_side_by_side()
    {
        var one = Find("wh_1");
        var two = Find("wh_2");
        var lookups = new[] { await _source.NextAsync(), await _source.NextAsync() };
        Assert.That(lookups.Select(lookup => lookup.WebhookId), Is.EquivalentTo(["wh_1", "wh_2"]));
        foreach (var lookup in lookups)
            lookup.Answer(lookup.WebhookId);
        Assert.That((await one)!.TenantId, Is.EqualTo("wh_1"));
        Assert.That((await two)!.TenantId, Is.EqualTo("wh_2"));
    }

    [Test]
    public async Task Leave_connections_to_others_when_many_addresses_are_tried()
    {
        var all = Enumerable.Range(0, 100).Select(i => Find($"wh_{i}")).ToList();
        var running = new Queue<GatedSource.Lookup>();
        for (var i = 0; i < 16; i++)
            running.Enqueue(await _source.NextAsync());
        Assert.That(_source.Started, Is.EqualTo(16));
        for (var answered = 0; answered < all.Count; answered++)
        {
            running.Dequeue().Answer(null);
            if (answered + 16 < all.Count)
                running.Enqueue(await _source.NextAsync());
        }

        Assert.That(await Task.WhenAll(all).WaitAsync(Deadline), Is.All.Null);
        Assert.That(_source.MostAtOnce, Is.EqualTo(16));
    }

    [Test]
    public async Task Fail_for_those_who_share_them_and_nobody_else()
    {
        var failing = Find("wh_1");
        var running = await _source.NextAsync();
        var next = Find("wh_1");
        running.Fail(new InvalidOperationException());
        Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        (await _source.NextAsync()).Answer("fine");
        Assert.That((await next)!.TenantId, Is.EqualTo("fine"));
    }

    [Test]
    public async Task Do_not_wait_for_ever()
    {
        var waiting = _directory.FindAsync("wh_1", CancellationToken.None);
        await _source.NextAsync();
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.ThrowsAsync<TimeoutException>(() => waiting.WaitAsync(Deadline, TimeProvider.System));
        Assert.That(waiting.IsFaulted, Is.True);
        var next = Find("wh_1");
        (await _source.NextAsync()).Answer("fine");
        Assert.That((await next)!.TenantId, Is.EqualTo("fine"));
    }

    [Test]
    public async Task Go_on_for_the_others_when_one_hangs_up()
    {
        using var hangUp = new CancellationTokenSource();
        var first = _directory.FindAsync("wh_1", hangUp.Token);
        var running = await _source.NextAsync();
        var second = _directory.FindAsync("wh_1", hangUp.Token);
        var third = Find("wh_1");
        await hangUp.CancelAsync();
        Assert.CatchAsync<OperationCanceledException>(() => first);
        Assert.CatchAsync<OperationCanceledException>(() => second);
        running.Answer("old");
        (await _source.NextAsync()).Answer("new");
        Assert.That((await third)!.TenantId, Is.EqualTo("new"));
    }

    [Test]
    public async Task Answer_thousands_of_concurrent_requests_with_a_state_no_older_than_each()
    {
        var version = 0;
        _source.Immediately = () => Interlocked.Increment(ref version).ToString(System.Globalization.CultureInfo.InvariantCulture);
        await Parallel.ForEachAsync(Enumerable.Range(0, 20_000), async (i, _) =>
        {
            var before = Volatile.Read(ref version);
            var target = await Find($"wh_{i % 3}");
            Assert.That(int.Parse(target!.TenantId, System.Globalization.CultureInfo.InvariantCulture), Is.GreaterThan(before));
        });
    }

    private Task<WebhookTarget?> Find(string webhookId) => _directory.FindAsync(webhookId, CancellationToken.None).WaitAsync(Deadline);

    /// <summary>Lookups that end when the test says so.</summary>
    private sealed class GatedSource : IWebhookSource
    {
        private readonly ConcurrentQueue<Lookup> _lookups = new();
        private readonly SemaphoreSlim _ready = new(0);
        private int _running;

        public int Started { get; private set; }

        public int MostAtOnce { get; private set; }

        public Func<string>? Immediately { get; set; }

        public async Task<WebhookTarget?> LoadAsync(string webhookId)
        {
            if (Immediately is not null)
                return Target(webhookId, Immediately());
            var lookup = new Lookup(webhookId);
            lock (_lookups)
            {
                Started++;
                MostAtOnce = Math.Max(MostAtOnce, ++_running);
            }

            _lookups.Enqueue(lookup);
            _ready.Release();
            try
            {
                return await lookup.Result.Task;
            }
            finally
            {
                lock (_lookups)
                    _running--;
            }
        }

        public async Task<Lookup> NextAsync()
        {
            Assert.That(await _ready.WaitAsync(Deadline), Is.True, "No lookup was started.");
            return _lookups.TryDequeue(out var lookup) ? lookup : throw new InvalidOperationException();
        }

        private static WebhookTarget Target(string webhookId, string tenantId) => new(webhookId, tenantId, "sample", SampleApp.New(), [], []);

        internal sealed record Lookup(string WebhookId)
        {
            public TaskCompletionSource<WebhookTarget?> Result { get; } = new();

            public void Answer(string? tenantId) => Result.SetResult(tenantId is null ? null : Target(WebhookId, tenantId));

            public void Fail(Exception exception) => Result.SetException(exception);
        }
    }
}
