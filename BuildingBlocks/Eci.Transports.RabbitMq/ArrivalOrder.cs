using RabbitMQ.Client;

namespace Eci.Transports.RabbitMq;

/// <summary>
/// Puts the deliveries of one channel back into the order in which they arrived: the client hands them to several threads at once.
/// Their tags count up from 1 without a gap.
/// </summary>
/// <param name="closed">Completes when the channel closes: what has not arrived by then does not arrive any more.</param>
internal sealed class ArrivalOrder(Task closed)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, TaskCompletionSource> _early = [];
    private ulong _next = 1;

    /// <summary>The order of a channel that has just been opened.</summary>
    public static ArrivalOrder Of(IChannel channel)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.ChannelShutdownAsync += (_, _) =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        if (channel.IsClosed)
            closed.TrySetResult();
        return new ArrivalOrder(closed.Task);
    }

    /// <summary>Enters after every delivery with a lower tag has.</summary>
    /// <exception cref="OperationCanceledException">The channel closed in the meantime, or the caller gave up.</exception>
    public async Task<T> EnterAsync<T>(ulong tag, Func<T> enter, CancellationToken cancellationToken)
    {
        if (await Task.WhenAny(TurnOf(tag), closed).WaitAsync(cancellationToken) == closed)
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
