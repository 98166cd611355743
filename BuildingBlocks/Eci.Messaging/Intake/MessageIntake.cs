using System.Diagnostics;
using System.Threading.Channels;
using Eci.Core;
using Eci.Messaging.Brokers;
using Eci.Messaging.Delivery;
using Eci.Messaging.Routing;
using Eci.Messaging.Storage;
using Eci.Persistence;
using Microsoft.Extensions.Hosting;

namespace Eci.Messaging.Intake;

/// <summary>
/// Group commit: callers queue their message and wait; one writer takes everything that is queued and writes it in one transaction.
/// While a transaction is on its way the next group gathers, so the group size follows the load.
/// </summary>
internal sealed class MessageIntake(
    RouteTable routes,
    Distribution distribution,
    IDeliveryStore store,
    DeliverySignal signal,
    MessagingMetrics metrics,
    ICrashPoint crash,
    TimeProvider time) : BackgroundService, IMessageIntake
{
    private const int MaxGroup = 256;
    private const int MaxQueued = 20_000;

    private readonly Channel<Pending> _queue = Channel.CreateBounded<Pending>(
        new BoundedChannelOptions(MaxQueued) { SingleReader = true, AllowSynchronousContinuations = false });

    public async Task<IntakeResult> AcceptAsync<T>(T message, Guid messageId, CancellationToken cancellationToken)
        where T : class
    {
        var topic = routes.TopicOf(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} belongs to no topic: list it in Topics.cs.");
        var tenantId = (message as ITenantMessage)?.TenantId ?? string.Empty;
        var key = topic.KeyOf(message);
        var pending = new Pending(new IncomingMessage(
            messageId,
            topic.Name,
            tenantId,
            key,
            Envelope.Write(message, new EnvelopeFacts(messageId, messageId, time.GetUtcNow())),
            Activity.Current?.Id,
            Activity.Current?.GetBaggageItem(TraceBaggage.TraceId),
            distribution.QueuesOf(typeof(T)),
            OrderKey.Hash(tenantId, key)));
        if (!_queue.Writer.TryWrite(pending))
            throw new StorageUnavailableException("More messages wait to be written than the intake holds.");
        var result = await pending.Written.Task.WaitAsync(cancellationToken);
        metrics.Accepted(topic.Name, result);
        return result;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        if (ExecuteTask is { } writing)
            await writing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var group = new List<Pending>(MaxGroup);
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            group.Clear();
            while (group.Count < MaxGroup && _queue.Reader.TryRead(out var pending))
                group.Add(pending);
            await WriteAsync(group);
        }
    }

    private async Task WriteAsync(List<Pending> group)
    {
        try
        {
            await CommitAsync(group);
        }
        catch (Exception exception) when (EciDatabase.IsUnavailable(exception))
        {
            foreach (var pending in group)
                pending.Written.TrySetException(new StorageUnavailableException("The database did not take the message.", exception));
        }
        catch (Exception exception) when (group.Count == 1)
        {
            group[0].Written.TrySetException(exception);
        }
        catch (Exception)
        {
            // One message that the database refuses must not fail the others of its group.
            foreach (var pending in group)
                await WriteAsync([pending]);
        }
    }

    private async Task CommitAsync(List<Pending> group)
    {
        var messages = new Dictionary<Guid, IncomingMessage>(group.Count);
        foreach (var pending in group)
            messages.TryAdd(pending.Message.Id, pending.Message);

        crash.Reach(CrashPoints.IntakeBeforeCommit);
        var written = await store.InsertAsync([.. messages.Values.OrderBy(m => m.Id)], CancellationToken.None);
        crash.Reach(CrashPoints.IntakeAfterCommit);

        if (written.Count > 0)
            NotifyWritten();
        foreach (var pending in group)
        {
            var first = ReferenceEquals(messages[pending.Message.Id], pending.Message);
            pending.Written.TrySetResult(first && written.Contains(pending.Message.Id) ? IntakeResult.Accepted : IntakeResult.Duplicate);
        }
    }

    private void NotifyWritten()
    {
        if (distribution.ThroughBroker)
            signal.NotifyUnsent();
        else
            signal.NotifyWritten();
    }

    private sealed record Pending(IncomingMessage Message)
    {
        public TaskCompletionSource<IntakeResult> Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
