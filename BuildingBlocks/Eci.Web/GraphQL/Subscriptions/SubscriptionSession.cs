using GraphQL;
using Microsoft.Extensions.Options;

namespace Eci.Web.GraphQL.Subscriptions;

/// <summary>
/// The subscription of one request, from its resolver to the end of its connection. Bounded: a reader that falls too far behind is ended.
/// Scoped; ends with the request.
/// </summary>
public sealed class SubscriptionSession : IDisposable
{
    private readonly SubscriptionSlots _slots;
    private readonly int _buffer;
    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _lock = new();
    private string? _caller;
    private IDisposable? _listening;
    private int _waiting;
    private bool _isDisposed;

    internal SubscriptionSession(SubscriptionSlots slots, IOptions<SubscriptionOptions> options)
    {
        _slots = slots;
        _buffer = options.Value.Buffer;
    }

    /// <summary>Why the hub ended it; null while it has not.</summary>
    internal GraphQLError? Reason { get; private set; }

    /// <summary>Cancelled when the hub ends it.</summary>
    internal CancellationToken Ended => _ended.Token;

    /// <summary>Begins to listen. Call it once, from the field's stream resolver.</summary>
    /// <typeparam name="T">What is sent.</typeparam>
    /// <param name="context">Of the field.</param>
    /// <param name="listen">Starts to call with each change until it is disposed; changes before its task has ended may be left out.</param>
    /// <exception cref="GraphQLError">There are too many subscriptions.</exception>
    public async Task<IObservable<T>> OpenAsync<T>(IResolveFieldContext context, Func<Action<T>, CancellationToken, Task<IDisposable>> listen)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(listen);
        var caller = context.Caller()?.Name ?? string.Empty;
        _slots.Take(caller);
        _caller = caller;
        var changes = new ChangeStream<T>();
        _listening = await listen(change => Offer(changes, change), context.CancellationToken);
        return changes;
    }

    public void Dispose()
    {
        _listening?.Dispose();
        if (_caller is not null)
            _slots.Return(_caller);
        _caller = null;
        lock (_lock)
        {
            _isDisposed = true;
            _ended.Dispose();
        }
    }

    /// <summary>One change has reached the reader.</summary>
    internal void Sent() => Interlocked.Decrement(ref _waiting);

    /// <summary>Ends it; the first reason counts.</summary>
    internal void End(string code, string message)
    {
        lock (_lock)
        {
            if (_isDisposed || Reason is not null)
                return;
            Reason = new GraphQLError(code, message);
            _ended.Cancel();
        }
    }

    private void Offer<T>(ChangeStream<T> changes, T change)
    {
        if (Reason is not null)
            return;
        if (Interlocked.Increment(ref _waiting) > _buffer)
            End(GraphQLErrorCodes.SubscriptionTooSlow, "The changes came faster than they were read; subscribe again.");
        else
            changes.Send(change);
    }
}

/// <summary>Keeps what comes before the one observer does.</summary>
internal sealed class ChangeStream<T> : IObservable<T>
{
    private readonly Lock _lock = new();
    private readonly Queue<T> _early = new();
    private IObserver<T>? _observer;

    public IDisposable Subscribe(IObserver<T> observer)
    {
        lock (_lock)
        {
            _observer = observer;
            while (_early.TryDequeue(out var change))
                observer.OnNext(change);
        }

        return new Ending(this);
    }

    public void Send(T change)
    {
        lock (_lock)
        {
            if (_observer is { } observer)
                observer.OnNext(change);
            else
                _early.Enqueue(change);
        }
    }

    private sealed class Ending(ChangeStream<T> stream) : IDisposable
    {
        public void Dispose()
        {
            lock (stream._lock)
                stream._observer = null;
        }
    }
}
