namespace Eci.Carriers;

/// <summary>The carrier takes no further requests for now.</summary>
/// <param name="message">What it answered, without keys and personal data.</param>
/// <param name="retryAfter">How long to wait, when it said so.</param>
public sealed class CarrierThrottledException(string message, TimeSpan? retryAfter = null) : Exception(message)
{
    public TimeSpan? RetryAfter { get; } = retryAfter;
}

/// <summary>The carrier does not accept the account: wrong or expired keys, or no right to ask.</summary>
/// <param name="message">What it answered, without keys and personal data.</param>
public sealed class CarrierRefusedException(string message) : Exception(message);

/// <summary>The carrier's answer cannot be read.</summary>
/// <param name="message">What is wrong with it, without personal data.</param>
/// <param name="innerException">How that was noticed.</param>
public sealed class CarrierAnswerException(string message, Exception? innerException = null) : Exception(message, innerException);
