using System.Globalization;

namespace Eci.Modules.Sandbox.Dpd;

/// <summary>All scans that DPD has to report and what became of them. Forgets the oldest finished ones.</summary>
internal sealed class DpdPushBook(TimeProvider time)
{
    private const int MaxKept = 1000;

    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastId = time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Completes when something was added after this property was read.</summary>
    public Task Changed
    {
        get
        {
            lock (_gate)
                return _changed.Task;
        }
    }

    /// <summary>An id that no earlier run of the simulator gave away: the hub remembers them.</summary>
    public string NextPushId() => Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture);

    /// <summary>Plans scans.</summary>
    public void Add(IEnumerable<DpdScan> scans)
    {
        lock (_gate)
        {
            _entries.AddRange(scans.Select(scan => new Entry(scan) { NextAttemptAt = scan.DueAt }));
            Forget();
            _changed.TrySetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>The scan to send now; when there is none, the time of the next one, if any. What was taken is not handed out again.</summary>
    public DpdScan? TakeDue(out DateTimeOffset? nextAt)
    {
        lock (_gate)
        {
            var next = _entries.Where(e => e.NextAttemptAt is not null).MinBy(e => e.NextAttemptAt);
            nextAt = next?.NextAttemptAt;
            if (next is null || nextAt > time.GetUtcNow())
                return null;
            next.NextAttemptAt = null;
            return next.Scan;
        }
    }

    /// <summary>Notes an attempt and plans the next one if DPD would make one.</summary>
    public void Record(DpdScan scan, bool acknowledged, string answer)
    {
        lock (_gate)
        {
            var entry = _entries.Single(e => ReferenceEquals(e.Scan, scan));
            entry.Attempts++;
            entry.LastAnswer = answer;
            var next = time.GetUtcNow() + scan.Retries.Pause;
            if (acknowledged)
                entry.State = DpdPushState.Acknowledged;
            else if (next > scan.DueAt + scan.Retries.GiveUpAfter)
                entry.State = DpdPushState.GivenUp;
            else
                entry.NextAttemptAt = next;
        }
    }

    /// <summary>Everything known, oldest first.</summary>
    public IReadOnlyList<DpdPush> List(string? parcelNumber)
    {
        lock (_gate)
        {
            return _entries
                .Where(e => parcelNumber is null || string.Equals(e.Scan.ParcelNumber, parcelNumber, StringComparison.Ordinal))
                .Select(e => e.ToPush())
                .ToList();
        }
    }

    private void Forget()
    {
        for (var surplus = _entries.Count - MaxKept; surplus > 0; surplus--)
        {
            var oldest = _entries.FindIndex(e => e.State is not DpdPushState.Waiting);
            if (oldest < 0)
                return;
            _entries.RemoveAt(oldest);
        }
    }

    private sealed class Entry(DpdScan scan)
    {
        public DpdScan Scan => scan;

        public DpdPushState State { get; set; }

        public int Attempts { get; set; }

        public string? LastAnswer { get; set; }

        public DateTimeOffset? NextAttemptAt { get; set; }

        public DpdPush ToPush() => new(
            scan.PushId, scan.ParcelNumber, scan.Status, scan.StatusDate, scan.Target, State, Attempts, LastAnswer, NextAttemptAt);
    }
}
