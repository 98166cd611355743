using System.Collections.Concurrent;
using Eci.Carriers;
using Eci.Vocabulary;

namespace Eci.IntegrationTests.Carriers.Support;

/// <summary>One question the carrier was asked.</summary>
internal sealed record Question(string TenantId, string AppId, string TrackingId, DateTimeOffset At);

/// <summary>A carrier that answers as the test says and remembers what it was asked. Hosts may share it.</summary>
internal sealed class FakeCarrier(TimeProvider time) : ICarrierTracker<FakeCarrierApp>
{
    private readonly ConcurrentQueue<Question> _questions = new();
    private readonly ConcurrentDictionary<string, Func<CancellationToken, Task<TrackingAnswer?>>> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _asked = new(StringComparer.Ordinal);
    private int _atOnce;

    /// <summary>How often a package was asked about while it was being asked about.</summary>
    public int AskedAtOnce => _atOnce;

    /// <summary>Called with each question before it is answered; null for nothing.</summary>
    public Func<Question, CancellationToken, Task>? OnQuestion { get; set; }

    public async Task<TrackingAnswer?> TrackAsync(FakeCarrierApp app, string trackingId, CancellationToken cancellationToken)
    {
        if (!_asked.TryAdd(trackingId, true))
            Interlocked.Increment(ref _atOnce);
        var question = new Question(app.TenantId, app.Id, trackingId, time.GetUtcNow());
        _questions.Enqueue(question);
        try
        {
            await Task.Yield();
            if (OnQuestion is { } act)
                await act(question, cancellationToken);
            return _answers.TryGetValue(trackingId, out var answer) ? await answer(cancellationToken) : Nothing;
        }
        finally
        {
            _asked.TryRemove(trackingId, out _);
        }
    }

    /// <summary>The carrier knows the number and tells nothing of it.</summary>
    public static TrackingAnswer Nothing { get; } = new() { Scans = [] };

    /// <summary>The numbers of a tenant that were asked about, in order.</summary>
    public IReadOnlyList<string> AskedBy(string tenantId) => [.. QuestionsOf(tenantId).Select(q => q.TrackingId)];

    public IReadOnlyList<Question> QuestionsOf(string tenantId) => [.. _questions.Where(q => q.TenantId == tenantId)];

    public void Says(string trackingId, TrackingAnswer? answer) => _answers[trackingId] = _ => Task.FromResult(answer);

    public void Says(string trackingId, params CarrierScan[] scans) => Says(trackingId, new TrackingAnswer { Scans = scans });

    public void Fails(string trackingId, Func<Exception> failure) =>
        _answers[trackingId] = _ => Task.FromException<TrackingAnswer?>(failure());

    public void Hangs(string trackingId) => _answers[trackingId] = async cancellationToken =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return null;
    };

    /// <summary>A scan so many hours ago.</summary>
    public CarrierScan Scan(PackageState state, double hoursAgo, string? code = null) =>
        new(new DateTimeOffset(time.GetUtcNow().Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero).AddHours(-hoursAgo).ToOffset(TimeSpan.FromHours(1)), state, code ?? WireName.Of(state));
}
