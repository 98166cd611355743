using Eci.Commerce;
using Eci.Modules.Tracking.Contracts;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Tracking.Attention;

/// <summary>Looks whether a package rests in the problem that an old scan brought it into.</summary>
internal sealed class AttentionCheckHandler(EciDbContext database, PackageAttention attention, TimeProvider time)
    : IEventHandler<PackageAttentionCheck, PackageNeedsAttention>
{
    /// <summary>Databases keep moments less exactly than messages.</summary>
    private static readonly TimeSpan Exactness = TimeSpan.FromMilliseconds(1);

    public async Task<PackageNeedsAttention?> HandleAsync(PackageAttentionCheck message, EventContext context, CancellationToken cancellationToken)
    {
        var package = await database.Set<Package>().SingleOrDefaultAsync(p => p.Id == message.PackageId, cancellationToken);
        var rests = package?.State == message.State && package.StateTime is { } since && (since - message.StateTime).Duration() < Exactness;
        return rests && PackageAttention.ReasonOf(message.State) is { } reason
            ? attention.Raise(package!, reason, message.State, time.GetUtcNow())
            : null;
    }
}
