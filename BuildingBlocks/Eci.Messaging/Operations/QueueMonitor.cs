using Eci.Messaging.Storage;
using Eci.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Eci.Messaging.Operations;

/// <summary>Feeds the gauges of the queue.</summary>
internal sealed partial class QueueMonitor(IDeliveryStore store, MessagingMetrics metrics, TimeProvider time, ILogger<QueueMonitor> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                metrics.Observe(await store.InspectAsync(stoppingToken));
            }
            catch (Exception exception) when (EciDatabase.IsUnavailable(exception))
            {
                LogUnreadable(exception.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queue cannot be measured ({Error})")]
    private partial void LogUnreadable(string error);
}

/// <summary>Removes messages nothing needs any more, a thousand at a time. Safe to run in several processes.</summary>
internal sealed partial class RetentionSweep(
    EciDatabase database,
    IWriteGate gate,
    IOptions<MessagingOptions> options,
    TimeProvider time,
    ILogger<RetentionSweep> logger) : BackgroundService
{
    private const int Portion = 1000;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);

    private const string DeleteMessages = """
        DELETE FROM messaging_message WHERE id IN (
            SELECT m.id FROM messaging_message m
            WHERE m.created_at < @before
              AND NOT EXISTS (SELECT 1 FROM messaging_delivery d WHERE d.message_id = m.id)
              AND NOT EXISTS (SELECT 1 FROM messaging_dead_letter l WHERE l.message_id = m.id)
            ORDER BY m.created_at LIMIT @portion)
        """;

    private const string DeleteInbox = """
        DELETE FROM messaging_inbox WHERE (message_id, consumer_id) IN (
            SELECT message_id, consumer_id FROM messaging_inbox WHERE handled_at < @before LIMIT @portion)
        """;

    /// <summary>One pass; returns how many rows went.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - options.Value.Retention;
        return await DeleteAsync(DeleteMessages, before, cancellationToken) + await DeleteAsync(DeleteInbox, before, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                LogSwept(await SweepAsync(stoppingToken));
            }
            catch (Exception exception) when (EciDatabase.IsUnavailable(exception))
            {
                LogPostponed(exception.GetType().Name);
            }
        }
    }

    private async Task<int> DeleteAsync(string statement, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var total = 0;
        int deleted;
        do
        {
            using var turn = await gate.EnterAsync(cancellationToken);
            await using var connection = await database.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = statement;
            command.AddParameter("@before", database.Provider is DatabaseProvider.Sqlite ? before.UtcTicks : before);
            command.AddParameter("@portion", Portion);
            deleted = await command.ExecuteNonQueryAsync(cancellationToken);
            total += deleted;
        }
        while (deleted == Portion);
        return total;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Retention removed {Count} row(s)")]
    private partial void LogSwept(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Retention is postponed ({Error})")]
    private partial void LogPostponed(string error);
}
