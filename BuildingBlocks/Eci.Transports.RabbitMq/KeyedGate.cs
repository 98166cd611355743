namespace Eci.Transports.RabbitMq;

/// <summary>
/// Lets messages with equal keys pass one after the other, in the order in which they entered, and others side by side up to a limit.
/// </summary>
internal sealed class KeyedGate(int limit) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task> _last = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _slots = new(limit);

    /// <summary>Takes a place behind all that entered before. It must be disposed.</summary>
    public Place Enter(string? key)
    {
        if (key is null)
            return new Place(this, key, Task.CompletedTask);
        lock (_lock)
        {
            var place = new Place(this, key, _last.GetValueOrDefault(key, Task.CompletedTask));
            _last[key] = place.Left;
            return place;
        }
    }

    public void Dispose() => _slots.Dispose();

    private void Leave(string key, Task place)
    {
        lock (_lock)
        {
            if (_last.TryGetValue(key, out var last) && last == place)
                _last.Remove(key);
        }
    }

    /// <summary>A message's place in its row.</summary>
    internal sealed class Place(KeyedGate gate, string? key, Task before) : IDisposable
    {
        private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private bool _running;

        public Task Left => _left.Task;

        /// <summary>Completes when it is this message's turn and there is room.</summary>
        public async Task PassAsync(CancellationToken cancellationToken)
        {
            await before.WaitAsync(cancellationToken);
            await gate._slots.WaitAsync(cancellationToken);
            _running = true;
        }

        /// <summary>Makes room. A place that is left before its turn stays occupied until then: what follows must not overtake.</summary>
        public void Dispose()
        {
            if (_running)
                gate._slots.Release();
            if (before.IsCompleted)
                Leave();
            else
                _ = LeaveInTurnAsync();
        }

        private async Task LeaveInTurnAsync()
        {
            await before;
            Leave();
        }

        private void Leave()
        {
            if (key is not null)
                gate.Leave(key, Left);
            _left.TrySetResult();
        }
    }
}
