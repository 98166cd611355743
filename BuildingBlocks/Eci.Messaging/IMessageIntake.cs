namespace Eci.Messaging;

/// <summary>Takes messages from outside (webhooks) into the hub: durable when the call returns, written in groups, without a DbContext.</summary>
public interface IMessageIntake
{
    /// <summary>Stores the message and its deliveries in one transaction shared with concurrent callers.</summary>
    /// <param name="message">The message; its type must belong to a topic.</param>
    /// <param name="messageId">Identity of the report at its source, made with <c>Ids.NameBased</c>: a second call with it stores nothing.</param>
    /// <exception cref="StorageUnavailableException">The database cannot be reached or refuses writes; nothing was stored.</exception>
    Task<IntakeResult> AcceptAsync<T>(T message, Guid messageId, CancellationToken cancellationToken)
        where T : class;
}

/// <summary>What became of an accepted message.</summary>
public enum IntakeResult
{
    /// <summary>Stored now.</summary>
    Accepted,

    /// <summary>Known already; nothing was stored.</summary>
    Duplicate,
}

/// <summary>The database cannot be used at the moment. Callers outside answer 503 with Retry-After.</summary>
public sealed class StorageUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
