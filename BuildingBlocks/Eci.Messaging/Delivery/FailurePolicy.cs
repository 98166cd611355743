using System.Runtime.Serialization;
using Eci.Messaging.Brokers;
using Eci.Persistence;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Eci.Messaging.Delivery;

/// <summary>Decides what a failure means: give up, or come back when.</summary>
internal sealed class FailurePolicy(IOptions<MessagingOptions> options)
{
    private const double MinJitter = 0.5;
    private const int DescriptionLength = 2000;

    /// <summary>True when no retry, in memory or later, can help.</summary>
    public static bool IsPermanent(Exception exception) => Root(exception) is
        PermanentFailureException or SerializationException or MessageNotConsumedException or ConfigurationException or
        TenantMismatchException or System.Text.Json.JsonException;

    /// <summary>True when trying again at once may help.</summary>
    public static bool IsWorthAQuickRetry(Exception exception) =>
        !IsPermanent(exception) && Root(exception) is not (LeaseLostException or AlreadyHandledException or RetryLaterException or OperationCanceledException) &&
        !EciDatabase.IsUnavailable(exception);

    /// <summary>Delay before the next attempt; null to give up.</summary>
    /// <param name="exception">What happened.</param>
    /// <param name="attempts">Claims so far, this one included.</param>
    public TimeSpan? NextDelay(Exception exception, int attempts)
    {
        if (IsPermanent(exception) || attempts >= options.Value.MaxAttempts)
            return null;
        var growth = Math.Pow(4, Math.Min(attempts - 1, 20));
        var ticks = Math.Min(options.Value.MaxRetryDelay.Ticks, options.Value.RetryDelay.Ticks * growth);
        var delay = TimeSpan.FromTicks((long)(ticks * (MinJitter + Random.Shared.NextDouble())));
        return Root(exception) is RetryLaterException later && later.Delay > delay ? later.Delay : delay;
    }

    /// <summary>Type and text of an exception, shortened to what a row holds.</summary>
    public static string Describe(Exception exception)
    {
        var text = $"{exception.GetType().Name}: {exception.Message}";
        return text.Length > DescriptionLength ? text[..DescriptionLength] : text;
    }

    /// <summary>The exception that business code threw, without wrappers of the pipeline.</summary>
    public static Exception Root(Exception exception)
    {
        while (exception is AggregateException or SagaException or System.Reflection.TargetInvocationException && exception.InnerException is { } inner)
            exception = inner;
        return exception;
    }
}
