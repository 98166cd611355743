using Eci.Modules.Tracking.Attention;
using Eci.Vocabulary;
using Microsoft.Extensions.Logging;

namespace Eci.Modules.Tracking.CorrectPackage;

/// <summary>Lets a person say that a package was looked after.</summary>
internal sealed partial class AttentionResolver(PackageChange packages, ILogger<AttentionResolver> logger)
{
    /// <summary>Takes the mark from a package; a unit of work of its own.</summary>
    /// <returns>False when the tenant has no such package.</returns>
    public async Task<bool> ResolveAsync(string packageId, string by, CancellationToken cancellationToken)
    {
        var (known, reason) = await packages.ApplyAsync(
            packageId,
            package =>
            {
                var found = (package is not null, package?.AttentionReason);
                if (package is not null)
                    PackageAttention.Clear(package);
                return Task.FromResult(found);
            },
            cancellationToken);
        if (reason is { } resolved)
            LogResolved(packageId, WireName.Of(resolved), by);
        return known;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Package {PackageId} needs no attention any more ({Reason}), resolved by {By}")]
    private partial void LogResolved(string packageId, string reason, string by);
}
