using System.Collections.Concurrent;
using Eci.Messaging;

namespace Eci.UnitTests.BuildingBlocks.Web.Support;

/// <summary>Keeps messages in memory, each id once.</summary>
internal sealed class FakeIntake : IMessageIntake
{
    private readonly ConcurrentDictionary<Guid, object> _messages = new();

    public IReadOnlyDictionary<Guid, object> Messages => _messages;

    /// <summary>Thrown instead of storing.</summary>
    public Exception? Failure { get; set; }

    /// <summary>What storing waits for.</summary>
    public Task Committed { get; set; } = Task.CompletedTask;

    public async Task<IntakeResult> AcceptAsync<T>(T message, Guid messageId, CancellationToken cancellationToken)
        where T : class
    {
        await Committed.WaitAsync(cancellationToken);
        if (Failure is not null)
            throw Failure;
        return _messages.TryAdd(messageId, message) ? IntakeResult.Accepted : IntakeResult.Duplicate;
    }
}
