namespace Eci.Scheduling.Cron;

/// <summary>A schedule by which nothing can be run.</summary>
/// <param name="message">What is wrong with it, in one sentence for the tenant.</param>
/// <param name="innerException">How that was noticed.</param>
internal sealed class UnreadableScheduleException(string message, Exception? innerException = null) : Exception(message, innerException);
