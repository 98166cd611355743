using System.Collections.Concurrent;

namespace Eci.Modules.Sandbox.Receiver;

/// <summary>The receivers, made when they are first named.</summary>
internal sealed class ReceiverBook
{
    private const int MaxReceivers = 1000;

    private readonly ConcurrentDictionary<string, ReceiverState> _receivers = new(StringComparer.Ordinal);

    /// <summary>The receiver of that name; null when there are too many already.</summary>
    public ReceiverState? Find(string name) =>
        _receivers.Count >= MaxReceivers && !_receivers.ContainsKey(name) ? null : _receivers.GetOrAdd(name, _ => new ReceiverState());

    public void Forget(string name) => _receivers.TryRemove(name, out _);
}

/// <summary>What one receiver got, knows and was told to do.</summary>
internal sealed class ReceiverState
{
    private const int MaxCalls = 200;

    private static readonly AnswerOrder Usual = new(200);

    private readonly Lock _gate = new();
    private readonly Queue<ReceivedCall> _calls = [];
    private readonly List<AnswerOrder> _orders = [];

    /// <summary>Secrets that requests are checked against.</summary>
    public IReadOnlyList<string> Secrets { get; set; } = [];

    public IReadOnlyList<ReceivedCall> Calls
    {
        get
        {
            lock (_gate)
                return [.. _calls];
        }
    }

    public void Keep(ReceivedCall call)
    {
        lock (_gate)
        {
            _calls.Enqueue(call);
            if (_calls.Count > MaxCalls)
                _calls.Dequeue();
        }
    }

    public void Order(AnswerOrder order)
    {
        lock (_gate)
            _orders.Add(order);
    }

    /// <summary>How the next request is answered.</summary>
    public AnswerOrder Next()
    {
        lock (_gate)
        {
            if (_orders.Count == 0)
                return Usual;
            var order = _orders[0];
            if (order.Count > 1)
                _orders[0] = order with { Count = order.Count - 1 };
            else
                _orders.RemoveAt(0);
            return order;
        }
    }
}
