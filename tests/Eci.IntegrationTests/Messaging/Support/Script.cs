using System.Collections.Concurrent;

namespace Eci.IntegrationTests.Messaging.Support;

/// <summary>What the test subscribers do after they have added their effect, by the label of the message; nothing unless told.</summary>
internal sealed class Script
{
    private readonly ConcurrentDictionary<string, Func<int, CancellationToken, Task>> _acts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _runs = new(StringComparer.Ordinal);

    /// <summary>Runs with the number of the claim, from 1.</summary>
    public void On(string label, Func<int, CancellationToken, Task> act) => _acts[label] = act;

    /// <inheritdoc cref="On(string, Func{int, CancellationToken, Task})"/>
    public void On(string label, Action<int> act) => On(label, (attempt, _) =>
    {
        act(attempt);
        return Task.CompletedTask;
    });

    /// <summary>How often subscribers were called with the label, attempts in memory included.</summary>
    public int RunsOf(string label) => _runs.GetValueOrDefault(label);

    public Task RunAsync(string label, int attempt, CancellationToken cancellationToken)
    {
        _runs.AddOrUpdate(label, 1, (_, count) => count + 1);
        return _acts.TryGetValue(label, out var act) ? act(attempt, cancellationToken) : Task.CompletedTask;
    }
}
