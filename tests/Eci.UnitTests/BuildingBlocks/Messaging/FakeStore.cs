using System.Collections.Concurrent;
using Eci.Messaging.Delivery;
using Eci.Messaging.Storage;

namespace Eci.UnitTests.BuildingBlocks.Messaging;

/// <summary>Keeps the groups it is given; a test may hold them up and refuse them.</summary>
internal sealed class FakeStore : IDeliveryStore
{
    private readonly HashSet<Guid> _known = [];

    /// <summary>Every group, as the intake made it.</summary>
    public ConcurrentQueue<IReadOnlyList<IncomingMessage>> Groups { get; } = new();

    /// <summary>Runs before a group is kept.</summary>
    public Func<IReadOnlyList<IncomingMessage>, Task> Before { get; set; } = _ => Task.CompletedTask;

    public async Task<IReadOnlySet<Guid>> InsertAsync(IReadOnlyList<IncomingMessage> messages, CancellationToken cancellationToken)
    {
        Groups.Enqueue(messages);
        await Before(messages);
        return messages.Select(m => m.Id).Where(_known.Add).ToHashSet();
    }

    public Task<IReadOnlyList<Lease>> ClaimAsync(IReadOnlyCollection<string> endpoints, int limit, TimeSpan lease, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task RenewAsync(IReadOnlyCollection<Lease> held, TimeSpan lease, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task ReleaseAsync(IReadOnlyCollection<Lease> unstarted, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task CompleteAsync(IReadOnlyCollection<Lease> finished, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<DateTimeOffset?> OldestAsync(string endpoint, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task BackOffAsync(Lease lease, TimeSpan delay, string error, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task ResetLeasesAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<QueueState> InspectAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
