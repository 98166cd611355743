namespace Eci.Modules.OutgoingWebhooks.Sending;

/// <summary>Counts the deliveries on their way to each endpoint from this process, so that a slow one does not hold all workers.</summary>
internal sealed class EndpointSlots
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);

    /// <summary>Takes a place, to be given back by disposing of it; null when so many are taken.</summary>
    public IDisposable? TryTake(string endpointId, int most)
    {
        lock (_gate)
        {
            var taken = _taken.GetValueOrDefault(endpointId);
            if (taken >= most)
                return null;
            _taken[endpointId] = taken + 1;
        }

        return new Slot(this, endpointId);
    }

    private void Return(string endpointId)
    {
        lock (_gate)
        {
            if (--_taken[endpointId] == 0)
                _taken.Remove(endpointId);
        }
    }

    private sealed class Slot(EndpointSlots slots, string endpointId) : IDisposable
    {
        public void Dispose() => slots.Return(endpointId);
    }
}
