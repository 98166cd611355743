using Eci.Commerce;
using Eci.Modules.Tracking.Contracts;
using Eci.Vocabulary;
using MassTransit;

namespace Eci.Modules.Tracking.Attention;

/// <summary>
/// What a carrier's report means for the attention a package needs. A scan that is history may be overtaken by the next one of the same
/// answer, so it only has the package looked at later: the state the package is in by then decides.
/// </summary>
internal sealed class NewsAttention(PackageAttention attention, IPublishEndpoint publish, TimeProvider time)
{
    /// <summary>Time for the other scans of an answer to be stored.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <param name="package">The package, tracked, after the report was applied.</param>
    /// <param name="news">The report; stored for the first time.</param>
    /// <param name="moved">The report changed the package's state.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public Task ConsiderAsync(Package package, PackageUpdate news, bool moved, CancellationToken cancellationToken)
    {
        if (package.AttentionReason is AttentionReason.NoMovement)
            PackageAttention.Clear(package);
        if (news.IsReturn && !package.IsReturn)
        {
            package.IsReturn = true;
            return RaiseAsync(package, AttentionReason.Returned, cancellationToken);
        }

        return moved ? ConsiderStateAsync(package, news, cancellationToken) : Task.CompletedTask;
    }

    private Task ConsiderStateAsync(Package package, PackageUpdate news, CancellationToken cancellationToken)
    {
        if (PackageAttention.ReasonOf(package.State) is not { } reason)
        {
            PackageAttention.Pass(package);
            return Task.CompletedTask;
        }

        return news.IsHistory
            ? publish.Publish(
                new PackageAttentionCheck(package.TenantId, package.Id, package.State, package.StateTime!.Value),
                context => context.Delay = Patience,
                cancellationToken)
            : RaiseAsync(package, reason, cancellationToken);
    }

    private Task RaiseAsync(Package package, AttentionReason reason, CancellationToken cancellationToken) =>
        attention.Raise(package, reason, package.State, time.GetUtcNow()) is { } message ? publish.Publish(message, cancellationToken) : Task.CompletedTask;
}
