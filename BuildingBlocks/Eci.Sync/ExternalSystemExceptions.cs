namespace Eci.Sync;

/// <summary>An external system did not do what it was asked. Messages name no personal data and no secrets.</summary>
public abstract class ExternalSystemException(string message, Exception? innerException = null) : Exception(message, innerException);

/// <summary>The system cannot be reached, answers too late, broken or with an error of its own. All its records wait.</summary>
public sealed class SystemUnavailableException(string message, Exception? innerException = null) : ExternalSystemException(message, innerException);

/// <summary>The system wants fewer requests. All its records wait.</summary>
/// <param name="message">For people.</param>
/// <param name="retryAfter">How long to wait; null when the system does not say.</param>
public sealed class SystemThrottledException(string message, TimeSpan? retryAfter, Exception? innerException = null)
    : ExternalSystemException(message, innerException)
{
    public TimeSpan? RetryAfter { get; } = retryAfter;
}

/// <summary>The system does not accept the app's credentials, or they lack a permission. All its records wait for somebody to mend it.</summary>
public sealed class SystemAccessDeniedException(string message, Exception? innerException = null) : ExternalSystemException(message, innerException);

/// <summary>The system refused this one record. Others go on.</summary>
/// <param name="code">The system's own code; null when it has none.</param>
/// <param name="message">For people.</param>
public sealed class RecordRefusedException(string? code, string message, Exception? innerException = null) : ExternalSystemException(message, innerException)
{
    public string? Code { get; } = code;
}

/// <summary>The app rests: its system is down, throttles, or refuses the credentials. Come back later.</summary>
public sealed class SystemRestsException(string reason, DateTimeOffset until) : ExternalSystemException(reason)
{
    public DateTimeOffset Until { get; } = until;
}
