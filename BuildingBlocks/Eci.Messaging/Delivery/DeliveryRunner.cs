using System.Diagnostics;
using System.Text;
using Eci.Messaging.Operations;
using Eci.Messaging.Storage;
using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Eci.Messaging.Delivery;

/// <summary>Runs one claimed delivery through its consumer or saga and settles the outcome.</summary>
internal sealed partial class DeliveryRunner(
    EndpointDispatchers dispatchers,
    IDeliveryStore store,
    GiveUp giveUp,
    FailurePolicy policy,
    MessagingMetrics metrics,
    ICrashPoint crash,
    TimeProvider time,
    IOptions<MessagingOptions> options,
    ILogger<DeliveryRunner> logger)
{
    private const int ErrorLength = 2000;

    private static readonly object ContentType = "application/vnd.masstransit+json";

    /// <summary>Never throws: whatever cannot be settled is left to the lease.</summary>
    public async Task RunAsync(Lease lease, CancellationToken abort)
    {
        using var activity = StartActivity(lease);
        try
        {
            crash.Reach(CrashPoints.DeliveryClaimed);
            if (lease.Attempts > options.Value.MaxAttempts)
            {
                await giveUp.Async(lease, new PermanentFailureException("No attempt ever answered: the process ended or the lease ran out each time."), abort);
                return;
            }

            if (lease.Attempts == 1)
                metrics.Started(lease.Endpoint, time.GetUtcNow() - lease.CreatedAt);
            var started = time.GetTimestamp();
            await dispatchers.Of(lease.Endpoint).Dispatch(Encoding.UTF8.GetBytes(lease.Body), Headers(lease), abort, lease);
            metrics.Handled(lease.Endpoint, time.GetElapsedTime(started));
        }
        catch (Exception exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error);
            await SettleAsync(lease, FailurePolicy.Root(exception), abort);
        }
    }

    private static Activity? StartActivity(Lease lease)
    {
        _ = ActivityContext.TryParse(lease.TraceParent, traceState: null, isRemote: true, out var parent);
        var activity = MessagingMetrics.Activities.StartActivity($"{lease.Endpoint} deliver", ActivityKind.Consumer, parent)
            ?? StartUnsampled(lease);
        activity?.SetTag("messaging.system", "eci");
        activity?.SetTag("messaging.destination.name", lease.Topic);
        activity?.SetTag("messaging.consumer.group.name", lease.Endpoint);
        activity?.SetTag("messaging.message.id", lease.MessageId);
        if (lease.TraceId is not null)
        {
            activity?.SetTag(TraceBaggage.TraceId, lease.TraceId);
            activity?.SetBaggage(TraceBaggage.TraceId, lease.TraceId);
        }

        return activity;
    }

    /// <summary>Keeps the trace id alive through the rows even when nobody records spans in this process.</summary>
    private static Activity? StartUnsampled(Lease lease)
    {
        if (lease.TraceParent is null)
            return null;
        var activity = new Activity("deliver");
        activity.SetParentId(lease.TraceParent);
        return activity.Start();
    }

    /// <summary>Without a trace header: then MassTransit's spans are children of the current one and inherit what travels with it.</summary>
    private static Dictionary<string, object> Headers(Lease lease) => new(2, StringComparer.Ordinal)
    {
        [MessageHeaders.ContentType] = ContentType,
        [MessageHeaders.MessageId] = lease.MessageId.ToString(),
    };

    private async Task SettleAsync(Lease lease, Exception exception, CancellationToken abort)
    {
        if (exception is LeaseLostException)
        {
            LogLeaseLost(lease.Endpoint, lease.MessageId);
            return;
        }

        if (exception is OperationCanceledException && abort.IsCancellationRequested)
            return;

        try
        {
            crash.Reach(CrashPoints.FailureBeforeWrite);
            if (policy.NextDelay(exception, lease.Attempts) is { } delay)
            {
                await store.BackOffAsync(lease, delay, Describe(exception), CancellationToken.None);
                metrics.Retried(lease.Endpoint);
                LogRetry(lease.Endpoint, lease.MessageId, lease.Attempts, delay, exception.GetType().Name);
            }
            else
            {
                await giveUp.Async(lease, exception, CancellationToken.None);
            }

            crash.Reach(CrashPoints.FailureAfterWrite);
            LogDetails(exception, lease.Endpoint);
        }
        catch (Exception failure)
        {
            LogUnsettled(lease.Endpoint, lease.MessageId, failure.GetType().Name);
        }
    }

    private static string Describe(Exception exception)
    {
        var text = $"{exception.GetType().Name}: {exception.Message}";
        return text.Length > ErrorLength ? text[..ErrorLength] : text;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Endpoint} failed on message {MessageId}, attempt {Attempt}; next in {Delay} ({Error})")]
    private partial void LogRetry(string endpoint, Guid messageId, int attempt, TimeSpan delay, string error);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Endpoint}: another worker took over message {MessageId}; nothing of this attempt was kept")]
    private partial void LogLeaseLost(string endpoint, Guid messageId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Endpoint}: the failure of message {MessageId} could not be written ({Error}); the lease decides")]
    private partial void LogUnsettled(string endpoint, Guid messageId, string error);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Endpoint} failed")]
    private partial void LogDetails(Exception exception, string endpoint);
}
