using Eci.Commerce;
using Eci.Modules.Tracking.Contracts;
using MassTransit;

namespace Eci.Modules.Tracking;

/// <inheritdoc/>
internal sealed class PackageAnnouncement(IPublishEndpoint publish, ICommerceAnnouncement commerce) : IPackageAnnouncement
{
    public async Task AnnounceAsync(Package package, CancellationToken cancellationToken)
    {
        await publish.Publish(new PackageRegistered(package.TenantId, package.Id, package.Carrier, package.TrackingId), cancellationToken);
        await commerce.PackageAddedAsync(package, cancellationToken);
    }
}
