using System.Diagnostics;
using Eci.Messaging.Delivery;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Eci.Messaging.Brokers;

/// <inheritdoc cref="IBrokerReceiver"/>
internal sealed partial class BrokerReceiver(
    EndpointDispatchers dispatchers,
    Inbox inbox,
    SigningKeys keys,
    FailurePolicy policy,
    MessagingMetrics metrics,
    ICrashPoint crash,
    TimeProvider time,
    IOptions<BrokerOptions> options,
    ILogger<BrokerReceiver> logger) : IBrokerReceiver
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    public async Task ReceiveAsync(ReceivedMessage message, CancellationToken abort)
    {
        crash.Reach(CrashPoints.BrokerReceived);
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            abort.ThrowIfCancellationRequested();
            try
            {
                await SettleAsync(message, abort);
                crash.Reach(CrashPoints.BrokerSettled);
                return;
            }
            catch (Exception exception) when (!abort.IsCancellationRequested)
            {
                LogUnsettled(message.Endpoint, message.Origin, exception.GetType().Name);
                await Task.Delay(pause, time, abort);
            }
        }
    }

    /// <summary>Throws only what keeps the database from taking the outcome.</summary>
    private async Task SettleAsync(ReceivedMessage message, CancellationToken abort)
    {
        if (Refuse(message, out var head) is { } reason)
        {
            await inbox.RefuseAsync(message, reason, abort);
            return;
        }

        var received = BrokerDelivery.Of(message, head, time.GetUtcNow());
        switch (await inbox.StandingAsync(received, abort))
        {
            case InboxStanding.Known:
                metrics.Repeated(message.Endpoint);
                return;
            case InboxStanding.BehindParked:
                await inbox.ParkAsync(received, attempts: 0, TimeSpan.Zero, error: null, abort);
                return;
            case InboxStanding.New when message.MayRepeat:
                // The lease counts the attempts of a message that ends its process; the broker would not.
                await inbox.ParkAsync(received, attempts: 1, TimeSpan.Zero, "An earlier attempt gave no answer.", abort);
                return;
            default:
                await HandleAsync(received, abort);
                return;
        }
    }

    private string? Refuse(ReceivedMessage message, out EnvelopeHead head)
    {
        head = default;
        if (message.Body.Length > options.Value.MaxMessageBytes)
            return $"It has {message.Body.Length} bytes; {BrokerOptions.Section}:MaxMessageBytes allows {options.Value.MaxMessageBytes}.";
        var (key, signature) = (message.Headers.GetValueOrDefault(BrokerHeaders.SignatureKey), message.Headers.GetValueOrDefault(BrokerHeaders.Signature));
        if (keys.Reject(message.Body.Span, key, signature) is { } wrong)
            return wrong;
        if (EnvelopeHead.Read(message.Body.Span) is not { } read)
            return "Its body is no envelope.";
        head = read;
        return null;
    }

    private async Task HandleAsync(BrokerDelivery received, CancellationToken abort)
    {
        using var activity = DeliveryActivity.Start(received.Endpoint, received.Topic, received.MessageId, received.TraceParent, received.TraceId);
        try
        {
            metrics.Started(received.Endpoint, time.GetUtcNow() - received.SentTime);
            var started = time.GetTimestamp();
            await dispatchers.DispatchAsync(received.Endpoint, received.MessageId, received.Body.ToArray(), received, abort);
            metrics.Handled(received.Endpoint, time.GetElapsedTime(started));
        }
        catch (Exception exception) when (!abort.IsCancellationRequested)
        {
            activity?.SetStatus(ActivityStatusCode.Error);
            await KeepAsync(received, FailurePolicy.Root(exception), abort);
        }
    }

    private async Task KeepAsync(BrokerDelivery received, Exception exception, CancellationToken abort)
    {
        if (exception is AlreadyHandledException)
        {
            metrics.Repeated(received.Endpoint);
            return;
        }

        crash.Reach(CrashPoints.FailureBeforeWrite);
        if (policy.NextDelay(exception, attempts: 1) is { } delay)
        {
            await inbox.ParkAsync(received, attempts: 1, delay, FailurePolicy.Describe(exception), abort);
            metrics.Retried(received.Endpoint);
            LogParked(received.Endpoint, received.MessageId, delay, exception.GetType().Name);
        }
        else
        {
            await inbox.GiveUpAsync(received, exception, abort);
        }

        crash.Reach(CrashPoints.FailureAfterWrite);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Endpoint} failed on message {MessageId}, attempt 1; next in {Delay} from the database ({Error})")]
    private partial void LogParked(string endpoint, Guid messageId, TimeSpan delay, string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Endpoint}: the outcome of {Origin} could not be written ({Error}); trying again")]
    private partial void LogUnsettled(string endpoint, string origin, string error);
}
