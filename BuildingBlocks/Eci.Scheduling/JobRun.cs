using System.Collections.Concurrent;

namespace Eci.Scheduling;

/// <summary>One run of an <see cref="IAppJob"/> for one app. Counting is safe from several threads.</summary>
/// <param name="id">Id of the stored run.</param>
/// <param name="tenantId">Owner of the app.</param>
/// <param name="appId">The app.</param>
/// <param name="services">A scope of this run; its <see cref="Eci.Core.TenantScope"/> is set to the tenant.</param>
public sealed class JobRun(string id, string tenantId, string appId, IServiceProvider services)
{
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public string Id { get; } = id;

    public string TenantId { get; } = tenantId;

    public string AppId { get; } = appId;

    public IServiceProvider Services { get; } = services;

    /// <summary>What the run did, by name; shown in the history.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>Why the run did less than it could have, in one sentence without personal data; null when it did all.</summary>
    public string? Note { get; set; }

    /// <summary>Whether the run still belongs to this process; null where nothing can take it away.</summary>
    internal Func<bool>? IsHeld { get; init; }

    /// <summary>
    /// Ends the run when it belongs to another process by now. The token says so too, but after a standstill of the process only some
    /// moments later: ask here right before what must not happen twice.
    /// </summary>
    /// <exception cref="OperationCanceledException">The run was taken over, or is about to be.</exception>
    public void ThrowIfLost()
    {
        if (IsHeld?.Invoke() is false)
            throw new OperationCanceledException("The lease of the run ran out.");
    }

    /// <summary>Adds to a count such as <c>requests</c> or <c>warnings</c>.</summary>
    public void Count(string what, long number = 1) => _counts.AddOrUpdate(what, number, (_, before) => before + number);
}
