namespace Eci;

/// <summary>
/// Handles one event and returns the next one, or null for none. The handler knows no topic and no bus: the route decides
/// where the result goes. Its database changes, the returned event and the completion of the message commit together.
/// </summary>
/// <typeparam name="TIn">The message it reads.</typeparam>
/// <typeparam name="TOut">The message it may return; <see cref="Nothing"/> when it never returns one.</typeparam>
public interface IEventHandler<in TIn, TOut>
    where TIn : class
    where TOut : class
{
    /// <summary>Handles the message. Never calls SaveChanges: the unit of work is written after it returns.</summary>
    /// <exception cref="PermanentFailureException">Repeating cannot help: the message goes to the dead letters at once.</exception>
    Task<TOut?> HandleAsync(TIn message, EventContext context, CancellationToken cancellationToken);
}

/// <summary>The output type of handlers that end a chain.</summary>
public sealed class Nothing
{
    private Nothing()
    {
    }
}

/// <summary>Facts about the delivery that a handler may use.</summary>
/// <param name="MessageId">Identity of the message, the same for every attempt and every subscriber.</param>
/// <param name="Attempt">1 for the first delivery; greater when an earlier one ended without success.</param>
/// <param name="PublishedAt">When the message was written, UTC.</param>
public sealed record EventContext(Guid MessageId, int Attempt, DateTimeOffset PublishedAt);

/// <summary>A failure that no retry can mend. The message is dead-lettered without further attempts.</summary>
public sealed class PermanentFailureException : Exception
{
    public PermanentFailureException(string message)
        : base(message)
    {
    }

    public PermanentFailureException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>A failure whose cause said when to come back (for example HTTP 429 with Retry-After).</summary>
public sealed class RetryLaterException(string message, TimeSpan delay, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>How long to wait before the next attempt.</summary>
    public TimeSpan Delay { get; } = delay;
}
