using Eci.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eci.Messaging.Delivery;

/// <summary>
/// Carries wake-ups between processes by LISTEN and NOTIFY on connections of their own. Notifications are gathered, because one in
/// every writing transaction would make PostgreSQL serialise the commits. A lost one costs a poll interval, nothing else.
/// </summary>
internal sealed partial class PostgresWakeUp(EciDatabase database, HostedQueues queues, DeliverySignal signal, TimeProvider time, ILogger<PostgresWakeUp> logger)
    : BackgroundService
{
    private const string Channel = "eci_delivery";

    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(2);

    private readonly Latch _written = new();

    public override void Dispose()
    {
        _written.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (database.DataSource is null)
            return Task.CompletedTask;
        var listen = queues.Names.Count > 0 ? KeepAsync(ListenAsync, stoppingToken) : Task.CompletedTask;
        if (queues.All)
            return listen;
        signal.Written = _written.Set;
        return Task.WhenAll(listen, KeepAsync(NotifyAsync, stoppingToken));
    }

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        await using var connection = await database.DataSource!.OpenConnectionAsync(stoppingToken);
        connection.Notification += (_, _) => signal.Wake();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = $"LISTEN {Channel}";
            await command.ExecuteNonQueryAsync(stoppingToken);
        }

        signal.Wake();
        while (true)
            await connection.WaitAsync(stoppingToken);
    }

    private async Task NotifyAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _written.WaitAsync(stoppingToken);
            await using (var command = database.DataSource!.CreateCommand($"NOTIFY {Channel}"))
                await command.ExecuteNonQueryAsync(stoppingToken);
            await Task.Delay(Gather, time, stoppingToken);
        }
    }

    private async Task KeepAsync(Func<CancellationToken, Task> work, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await work(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogBroken(exception.GetType().Name);
                await Task.Delay(Reconnect, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Wake-ups between processes are interrupted ({Error}); polling goes on")]
    private partial void LogBroken(string error);
}
