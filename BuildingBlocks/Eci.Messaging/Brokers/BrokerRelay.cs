using System.Text;
using Eci.Messaging.Delivery;
using Eci.Messaging.Operations;
using Eci.Messaging.Routing;
using Eci.Messaging.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Eci.Messaging.Brokers;

/// <summary>
/// Sends what this and other processes have committed, and removes a row only after the broker has confirmed it. Several processes
/// may relay at once: rows are claimed, and of each ordering key only the oldest row can be.
/// </summary>
internal sealed partial class BrokerRelay(
    IBroker broker,
    RouteTable routes,
    SigningKeys keys,
    IDeliveryStore store,
    GiveUp giveUp,
    DeliverySignal signal,
    MessagingMetrics metrics,
    ICrashPoint crash,
    IOptions<BrokerOptions> options,
    IOptions<MessagingOptions> messaging,
    TimeProvider time,
    ILogger<BrokerRelay> logger) : BackgroundService
{
    private static readonly TimeSpan OutagePause = TimeSpan.FromSeconds(2);

    private bool _away;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var deployed = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!deployed)
                    await broker.DeployAsync(stoppingToken);
                deployed = true;
                if (!await SendBatchAsync(stoppingToken))
                    await signal.WaitForUnsentAsync(messaging.Value.PollInterval, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogOutage(broker.Name, exception.GetType().Name);
                await Task.Delay(OutagePause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>False when there was nothing to send.</summary>
    private async Task<bool> SendBatchAsync(CancellationToken stoppingToken)
    {
        // Not to be cancelled: what was claimed and not read could not be given back.
        var batch = await store.ClaimAsync(Distribution.OnlyRelay, options.Value.RelayBatch, messaging.Value.Lease, CancellationToken.None);
        if (batch.Count == 0)
            return false;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        patience.CancelAfter(options.Value.ConfirmTimeout);
        var failures = await Task.WhenAll(batch.Select(lease => SendAsync(lease, patience.Token)));
        crash.Reach(CrashPoints.RelayConfirmed);
        var confirmed = batch.Where((_, i) => failures[i] is null).ToList();
        if (confirmed.Count > 0)
            await store.CompleteAsync(confirmed, CancellationToken.None);
        metrics.Relayed(confirmed.Count);
        ReportAvailability(confirmed.Count, failures);
        for (var i = 0; i < batch.Count; i++)
        {
            if (failures[i] is { } failure)
                await KeepAsync(batch[i], failure);
        }

        return true;
    }

    /// <summary>Null when it was confirmed.</summary>
    private async Task<Exception?> SendAsync(Lease lease, CancellationToken cancellationToken)
    {
        try
        {
            var body = Encoding.UTF8.GetBytes(lease.Body);
            if (body.Length > options.Value.MaxMessageBytes)
                return new BrokerRefusedException($"The message has {body.Length} bytes; {BrokerOptions.Section}:MaxMessageBytes allows {options.Value.MaxMessageBytes}.");
            var key = lease.Key is null ? null : $"{lease.TenantId}/{lease.Key}";
            await broker.PublishAsync(new BrokerMessage(lease.Topic, key, body, Headers(lease, body), routes.HasReaders(lease.Topic)), cancellationToken);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private Dictionary<string, string> Headers(Lease lease, byte[] body)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [BrokerHeaders.MessageId] = lease.MessageId.ToString(),
            [BrokerHeaders.Topic] = lease.Topic,
            [BrokerHeaders.Signature] = keys.Sign(body),
            [BrokerHeaders.SignatureKey] = keys.CurrentId,
        };
        if (lease.TenantId.Length > 0)
            headers[BrokerHeaders.Tenant] = lease.TenantId;
        if (lease.Key is not null)
            headers[BrokerHeaders.Key] = lease.Key;
        if (lease.TraceParent is not null)
            headers[BrokerHeaders.TraceParent] = lease.TraceParent;
        if (lease.TraceId is not null)
            headers[BrokerHeaders.TraceId] = lease.TraceId;
        return headers;
    }

    private Task KeepAsync(Lease lease, Exception failure) => failure is BrokerRefusedException
        ? giveUp.Async(lease, failure, CancellationToken.None)
        : store.BackOffAsync(lease, options.Value.ResendDelay, failure.GetType().Name, CancellationToken.None);

    private void ReportAvailability(int confirmed, Exception?[] failures)
    {
        var failure = Array.Find(failures, f => f is not null and not BrokerRefusedException);
        if (failure is not null && !_away)
            LogAway(broker.Name, failure.GetType().Name);
        else if (failure is null && confirmed > 0 && _away)
            LogBack(broker.Name);
        _away = failure is not null || (_away && confirmed == 0);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Broker} does not confirm messages ({Error}); they wait in the database")]
    private partial void LogAway(string broker, string error);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Broker} confirms messages again")]
    private partial void LogBack(string broker);

    [LoggerMessage(Level = LogLevel.Error, Message = "The relay to {Broker} is interrupted ({Error}); trying again")]
    private partial void LogOutage(string broker, string error);
}
