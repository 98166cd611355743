using System.Text.Json;
using Eci.Modules.Sandbox.Failing;

namespace Eci.Modules.Sandbox.SendGrid;

/// <summary>What the simulator remembers, in memory.</summary>
internal sealed class SendGridState(TimeProvider time)
{
    private const int MostMails = 10_000;
    private readonly Lock _lock = new();
    private readonly Queue<SentMail> _outbox = new();

    public FailureQueue<SendGridFailureOrder> Failures { get; } = new();

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

    public void Clear()
    {
        lock (_lock)
            _outbox.Clear();
        Failures.Clear();
        SendLimit.Change(600);
        MessagesLimit.Change(6);
    }
}
