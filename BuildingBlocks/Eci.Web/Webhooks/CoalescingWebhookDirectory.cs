using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace Eci.Web.Webhooks;

/// <summary>
/// Lets concurrent requests for one webhook share a lookup that has not started yet when they arrive. A shared answer is therefore never
/// older than the request that gets it (switching a webhook off works at once), and under load one query serves all who waited.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore has no wait handle, and lookups may still end while the host stops.")]
internal sealed class CoalescingWebhookDirectory(IWebhookSource source, IOptions<WebhookOptions> options, TimeProvider time) : IWebhookDirectory
{
    /// <summary>Leaves connections for those who write, even while callers try many addresses.</summary>
    private const int MaxLookups = 16;

    private readonly Dictionary<string, Lane> _lanes = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _slots = new(MaxLookups);
    private readonly TimeSpan _timeout = options.Value.StorageTimeout;

    public Task<WebhookTarget?> FindAsync(string webhookId, CancellationToken cancellationToken)
    {
        Lane? started = null;
        Task<WebhookTarget?> answer;
        lock (_gate)
        {
            if (!_lanes.TryGetValue(webhookId, out var lane))
                _lanes[webhookId] = lane = started = new Lane(this, webhookId);
            lane.Next ??= new TaskCompletionSource<WebhookTarget?>(TaskCreationOptions.RunContinuationsAsynchronously);
            answer = lane.Next.Task;
        }

        // Queued behind the requests that already wait for a thread, so that they join instead of looking up again.
        if (started is not null)
            ThreadPool.UnsafeQueueUserWorkItem(started, preferLocal: false);
        return answer.WaitAsync(_timeout, time, cancellationToken);
    }

    private async Task RunAsync(Lane lane)
    {
        while (await TakeAsync(lane) is { } asked)
        {
            try
            {
                asked.TrySetResult(await source.LoadAsync(lane.WebhookId).WaitAsync(_timeout, time));
            }
            catch (Exception exception)
            {
                asked.TrySetException(exception);
            }
            finally
            {
                _slots.Release();
            }
        }
    }

    /// <summary>Those who wait for the next lookup; from here on newcomers wait for the one after it. Null: nobody waits, the lane is gone.</summary>
    private async Task<TaskCompletionSource<WebhookTarget?>?> TakeAsync(Lane lane)
    {
        await _slots.WaitAsync();
        lock (_gate)
        {
            var asked = lane.Next;
            lane.Next = null;
            if (asked is not null)
                return asked;
            _lanes.Remove(lane.WebhookId);
        }

        _slots.Release();
        return null;
    }

    /// <summary>The lookups of one webhook, one after the other; exists while someone waits.</summary>
    private sealed class Lane(CoalescingWebhookDirectory owner, string webhookId) : IThreadPoolWorkItem
    {
        public string WebhookId => webhookId;

        public TaskCompletionSource<WebhookTarget?>? Next { get; set; }

        public void Execute() => _ = owner.RunAsync(this);
    }
}
