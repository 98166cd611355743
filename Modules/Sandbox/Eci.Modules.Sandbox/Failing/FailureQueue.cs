namespace Eci.Modules.Sandbox.Failing;

/// <summary>Failures that were ordered and are still to be shown.</summary>
internal sealed class FailureQueue<T>
    where T : class, IFailureOrder
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];

    public void Add(T order)
    {
        lock (_gate)
            _entries.Add(new Entry(order));
    }

    /// <summary>The failure that a call must show, the first one that fits it; null for none.</summary>
    public T? Next(Predicate<T> fits)
    {
        lock (_gate)
        {
            if (_entries.Find(entry => fits(entry.Order)) is not { } found)
                return null;
            if (--found.Left == 0)
                _entries.Remove(found);
            return found.Order;
        }
    }

    public void Clear()
    {
        lock (_gate)
            _entries.Clear();
    }

    private sealed class Entry(T order)
    {
        public T Order => order;

        public int Left { get; set; } = order.Count;
    }
}
