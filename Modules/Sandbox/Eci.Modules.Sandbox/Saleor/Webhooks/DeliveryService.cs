using Microsoft.Extensions.Hosting;

namespace Eci.Modules.Sandbox.Saleor.Webhooks;

/// <summary>Sends due webhooks, a few at a time: one that gets no answer must not hold the others up.</summary>
internal sealed class DeliveryService(DeliveryBook book, WebhookSender sender, TimeProvider time) : BackgroundService
{
    private const int AtOnce = 8;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var running = new List<Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            running.RemoveAll(task => task.IsCompleted);
            var changed = book.Changed;
            if (running.Count >= AtOnce)
                await Task.WhenAny(running);
            else if (book.TakeDue(out var nextAt) is { } delivery)
                running.Add(sender.DeliverAsync(delivery, book, stoppingToken));
            else
                await WaitAsync(changed, nextAt, stoppingToken);
        }
    }

    private async Task WaitAsync(Task changed, DateTimeOffset? nextAt, CancellationToken stoppingToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var pause = nextAt is null ? Timeout.InfiniteTimeSpan : TimeSpan.FromTicks(Math.Max(0, (nextAt.Value - time.GetUtcNow()).Ticks));
        await Task.WhenAny(changed, Task.Delay(pause, time, over.Token));
        await over.CancelAsync();
    }
}
