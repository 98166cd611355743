using System.Diagnostics;
using System.Text;
using Eci.Messaging.Operations;
using Eci.Messaging.Storage;
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
    /// <summary>Never throws: whatever cannot be settled is left to the lease.</summary>
    public async Task RunAsync(Lease lease, CancellationToken abort)
    {
        using var activity = DeliveryActivity.Start(lease.Endpoint, lease.Topic, lease.MessageId, lease.TraceParent, lease.TraceId);
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
            await dispatchers.DispatchAsync(lease.Endpoint, lease.MessageId, Encoding.UTF8.GetBytes(lease.Body), lease, abort);
            metrics.Handled(lease.Endpoint, time.GetElapsedTime(started));
        }
        catch (Exception exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error);
            await SettleAsync(lease, FailurePolicy.Root(exception), abort);
        }
    }

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
                await store.BackOffAsync(lease, delay, FailurePolicy.Describe(exception), CancellationToken.None);
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Endpoint} failed on message {MessageId}, attempt {Attempt}; next in {Delay} ({Error})")]
    private partial void LogRetry(string endpoint, Guid messageId, int attempt, TimeSpan delay, string error);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Endpoint}: another worker took over message {MessageId}; nothing of this attempt was kept")]
    private partial void LogLeaseLost(string endpoint, Guid messageId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Endpoint}: the failure of message {MessageId} could not be written ({Error}); the lease decides")]
    private partial void LogUnsettled(string endpoint, Guid messageId, string error);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Endpoint} failed")]
    private partial void LogDetails(Exception exception, string endpoint);
}
