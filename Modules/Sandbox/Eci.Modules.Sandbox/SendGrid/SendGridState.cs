using System.Text.Json;

namespace Eci.Modules.Sandbox.SendGrid;

/// <summary>What the simulator remembers, in memory.</summary>
internal sealed class SendGridState(TimeProvider time)
{
    private const int MostMails = 10_000;
    private readonly Lock _lock = new();
    private readonly Queue<SentMail> _outbox = new();
    private readonly List<FailureOrder> _failures = [];

    public RateLimit SendLimit { get; } = new(600, TimeSpan.FromMinutes(1), time);

    /// <summary>SendGrid allows few questions to the Email Activity.</summary>
    public RateLimit MessagesLimit { get; } = new(6, TimeSpan.FromMinutes(1), time);

    public IReadOnlyList<SentMail> Outbox
    {
        get
        {
            lock (_lock)
                return [.. _outbox];
        }
    }

    public void Accept(JsonElement mail, string messageId)
    {
        lock (_lock)
        {
            foreach (var sent in SentMail.Of(mail, messageId, time.GetUtcNow()))
                _outbox.Enqueue(sent);
            while (_outbox.Count > MostMails)
                _outbox.Dequeue();
        }
    }

    public void Order(FailureOrder failure)
    {
        lock (_lock)
            _failures.Add(failure);
    }

    /// <summary>The failure that the next request to a target must show; null for none.</summary>
    public FailureOrder? NextFailure(string target)
    {
        lock (_lock)
        {
            var index = _failures.FindIndex(f => f.Target == target);
            if (index < 0)
                return null;

            var failure = _failures[index];
            if (failure.Count > 1)
                _failures[index] = failure with { Count = failure.Count - 1 };
            else
                _failures.RemoveAt(index);
            return failure;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _outbox.Clear();
            _failures.Clear();
        }

        SendLimit.Change(600);
        MessagesLimit.Change(6);
    }
}
