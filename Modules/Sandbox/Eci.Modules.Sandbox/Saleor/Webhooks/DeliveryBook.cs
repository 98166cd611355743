using System.Text;
using Microsoft.Extensions.Options;

namespace Eci.Modules.Sandbox.Saleor.Webhooks;

/// <summary>All webhooks that the shop sends and what became of them. Forgets the oldest finished ones.</summary>
internal sealed class DeliveryBook(IOptions<SaleorSimulatorOptions> options, TimeProvider time)
{
    private const int MostKept = 2000;
    private const int MostRetries = 5;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DeliveryHabits _habits = new();
    private long _last;

    /// <summary>Completes when something was added after this property was read.</summary>
    public Task Changed
    {
        get
        {
            lock (_gate)
                return _changed.Task;
        }
    }

    /// <summary>Sends it now, or as often and as late as the habits say.</summary>
    public void Add(Parcel parcel)
    {
        lock (_gate)
        {
            for (var copy = 0; copy < _habits.Copies; copy++)
                _entries.Add(_habits.Hold ? new Entry(++_last, parcel) { State = DeliveryState.Held } : new Entry(++_last, parcel) { NextAttemptAt = time.GetUtcNow() });
            Forget();
            Signal();
        }
    }

    /// <summary>Changes habits. Who stops holding deliveries back sends those that are held, the last one first if told so.</summary>
    public void Change(DeliveryHabits habits)
    {
        lock (_gate)
        {
            _habits = habits;
            if (habits.Hold)
                return;
            var held = _entries.Where(entry => entry.State is DeliveryState.Held).ToList();
            if (habits.Reverse)
                held.Reverse();
            var now = time.GetUtcNow();
            for (var i = 0; i < held.Count; i++)
            {
                held[i].State = DeliveryState.Waiting;
                held[i].NextAttemptAt = now.AddTicks(i - held.Count);
            }

            Signal();
        }
    }

    /// <summary>Sends one again.</summary>
    public bool Resend(long id)
    {
        lock (_gate)
        {
            if (_entries.Find(entry => entry.Id == id) is not { } entry)
                return false;
            _entries.Add(new Entry(++_last, entry.Parcel) { NextAttemptAt = time.GetUtcNow() });
            Signal();
            return true;
        }
    }

    /// <summary>The delivery to try now; when there is none, the time of the next one, if any. What was taken is not handed out again.</summary>
    public DueDelivery? TakeDue(out DateTimeOffset? nextAt)
    {
        lock (_gate)
        {
            var next = _entries.Where(entry => entry.NextAttemptAt is not null).MinBy(entry => entry.NextAttemptAt);
            nextAt = next?.NextAttemptAt;
            if (next is null || nextAt > time.GetUtcNow())
                return null;
            next.NextAttemptAt = null;
            return new DueDelivery(next.Id, next.Parcel);
        }
    }

    /// <summary>Notes an attempt. Only failures of the server and silence are tried again.</summary>
    /// <param name="id">Which delivery.</param>
    /// <param name="status">Status of the answer; null when there was none.</param>
    /// <param name="answer">What to show.</param>
    public void Record(long id, int? status, string answer)
    {
        lock (_gate)
        {
            if (_entries.Find(e => e.Id == id) is not { } entry)
                return;
            entry.LastAnswer = answer;
            entry.Attempts++;
            if (status is >= 200 and < 300)
                entry.State = DeliveryState.Succeeded;
            else if (status is < 500 || entry.Attempts > MostRetries)
                entry.State = DeliveryState.Failed;
            else
                entry.NextAttemptAt = time.GetUtcNow() + (FirstPause * Math.Pow(2, entry.Attempts - 1) / options.Value.RetrySpeed);
            Signal();
        }
    }

    /// <summary>Everything known, oldest first.</summary>
    public IReadOnlyList<DeliveryView> List()
    {
        lock (_gate)
            return [.. _entries.Select(entry => entry.View())];
    }

    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
            _habits = new DeliveryHabits();
        }
    }

    private void Signal()
    {
        _changed.TrySetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private void Forget()
    {
        for (var surplus = _entries.Count - MostKept; surplus > 0; surplus--)
        {
            var oldest = _entries.FindIndex(entry => entry.State is DeliveryState.Succeeded or DeliveryState.Failed);
            if (oldest < 0)
                return;
            _entries.RemoveAt(oldest);
        }
    }

    private sealed class Entry(long id, Parcel parcel)
    {
        public long Id => id;

        public Parcel Parcel => parcel;

        public DeliveryState State { get; set; }

        public int Attempts { get; set; }

        public string? LastAnswer { get; set; }

        public DateTimeOffset? NextAttemptAt { get; set; }

        public DeliveryView View() => new(
            id, parcel.Event, parcel.Subject, parcel.App, parcel.Target, Encoding.UTF8.GetString(parcel.Body), State, Attempts, LastAnswer, NextAttemptAt);
    }
}

/// <summary>How webhooks are sent from now on: body of <c>POST /sandbox/saleor/control/deliveries</c>.</summary>
/// <param name="Copies">How often each one is sent.</param>
/// <param name="Hold">Keeps them back until told otherwise.</param>
/// <param name="Reverse">Sends what was held in the wrong order.</param>
internal sealed record DeliveryHabits(int Copies = 1, bool Hold = false, bool Reverse = false);
