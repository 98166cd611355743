using Eci.Core;
using Eci.Messaging.Delivery;
using Eci.Messaging.Routing;
using Eci.Messaging.Storage;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StoredDelivery = Eci.Messaging.Storage.Delivery;

namespace Eci.Messaging.Brokers;

/// <summary>
/// After a change of the transport from a broker to the database: hands what was not sent yet to the queues of its readers. Runs once
/// at the start of a worker.
/// </summary>
internal sealed partial class UnsentMessages(
    HostedQueues queues,
    Distribution distribution,
    RouteTable routes,
    IDeliveryStore store,
    IServiceScopeFactory scopes,
    DeliverySignal signal,
    TimeProvider time,
    ILogger<UnsentMessages> logger) : BackgroundService
{
    private const int Portion = 100;

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan OutagePause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (distribution.ThroughBroker || queues.Names.Count == 0)
            return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await DistributeAsync())
                    stoppingToken.ThrowIfCancellationRequested();
                return;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogOutage(exception.GetType().Name);
                await Task.Delay(OutagePause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>False when nothing was left.</summary>
    private async Task<bool> DistributeAsync()
    {
        var unsent = await store.ClaimAsync(Distribution.OnlyRelay, Portion, Lease, CancellationToken.None);
        foreach (var lease in unsent)
            await DistributeAsync(lease);
        if (unsent.Count == 0)
            return false;
        signal.NotifyWritten();
        LogDistributed(unsent.Count);
        return true;
    }

    private async Task DistributeAsync(Lease lease)
    {
        await using var scope = scopes.CreateScopeOfAllTenants();
        var database = scope.ServiceProvider.GetRequiredService<EciDbContext>();
        database.Remove(lease.ToRow());
        foreach (var route in routes.Routes.Where(r => string.Equals(r.Topic.Name, lease.Topic, StringComparison.Ordinal)))
            database.Add(new StoredDelivery { MessageId = lease.MessageId, Endpoint = route.Endpoint, DueAt = time.GetUtcNow(), OrderKey = lease.OrderKey });
        try
        {
            await database.SaveChangesAsync(CancellationToken.None);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another worker does the same.
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} message(s) that a broker was to get were handed to the queues of the database")]
    private partial void LogDistributed(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Messages that a broker was to get cannot be read ({Error}); trying again")]
    private partial void LogOutage(string error);
}
