using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Eci.Testing.Parcels;

namespace Eci.CrashTests.Harness;

/// <summary>What the hub has acknowledged: the promises that an audit holds it to.</summary>
internal sealed class PushLedger
{
    private readonly ConcurrentDictionary<string, Push> _acknowledged = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _answers = new(StringComparer.Ordinal);
    private int _requests;

    public ICollection<Push> Acknowledged => _acknowledged.Values;

    /// <summary>Answers that no crash excuses: neither an acknowledgement nor "not now".</summary>
    public ConcurrentQueue<string> Surprises { get; } = [];

    public int Requests => _requests;

    public int Unavailable => _answers.GetValueOrDefault(nameof(HttpStatusCode.ServiceUnavailable));

    public void Sent() => Interlocked.Increment(ref _requests);

    public void Broken() => _answers.AddOrUpdate("broken", 1, (_, n) => n + 1);

    /// <returns>True when the push is acknowledged.</returns>
    public bool Answered(Push push, HttpStatusCode status, string body)
    {
        _answers.AddOrUpdate(status.ToString(), 1, (_, n) => n + 1);
        if (status is HttpStatusCode.OK && string.Equals(body, push.Acknowledgement, StringComparison.Ordinal))
        {
            _acknowledged[push.Id] = push;
            return true;
        }

        if (status is not HttpStatusCode.ServiceUnavailable)
            Surprises.Enqueue(string.Create(CultureInfo.InvariantCulture, $"push {push.Id} was answered {(int)status}: {body}"));
        return false;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"requests={_requests} acknowledged={_acknowledged.Count} ")
        + string.Join(' ', _answers.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key}={a.Value.ToString(CultureInfo.InvariantCulture)}"));
}
