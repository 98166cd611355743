using RabbitMQ.Client;

namespace Eci.Transports.RabbitMq;

/// <summary>
/// Puts the deliveries of one channel back into the order in which they arrived: the client hands them to several threads at once.
/// Their tags count up from 1 without a gap.
/// </summary>
internal sealed class ArrivalOrder
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, TaskCompletionSource> _early = [];
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ulong _next = 1;

    public ArrivalOrder(IChannel channel)
    {
        channel.ChannelShutdownAsync += (_, _) =>
        {
            _closed.TrySetResult();
            return Task.CompletedTask;
        };
        if (channel.IsClosed)
            _closed.TrySetResult();
    }

    /// <summary>Enters after every delivery with a lower tag has.</summary>
    /// <exception cref="OperationCanceledException">The channel closed in the meantime, or the caller gave up.</exception>
    public async Task<T> EnterAsync<T>(ulong tag, Func<T> enter, CancellationToken cancellationToken)
    {
        if (await Task.WhenAny(TurnOf(tag), _closed.Task).WaitAsync(cancellationToken) == _closed.Task)
            throw new OperationCanceledException("The channel is closed.");
        var entered = enter();
        Next()?.SetResult();
        return entered;
    }

    private Task TurnOf(ulong tag)
    {
        lock (_lock)
        {
            if (tag == _next)
                return Task.CompletedTask;
            var turn = _early[tag] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return turn.Task;
        }
    }

    private TaskCompletionSource? Next()
    {
        lock (_lock)
            return _early.Remove(++_next, out var turn) ? turn : null;
    }
}
