using Eci.Commerce;
using Eci.Modules.Tracking.Contracts;
using MassTransit;

namespace Eci.Modules.Tracking;

/// <inheritdoc/>
internal sealed class PackageAnnouncement(IPublishEndpoint publish) : IPackageAnnouncement
{
    public Task AnnounceAsync(Package package, CancellationToken cancellationToken) =>
        publish.Publish(new PackageRegistered(package.TenantId, package.Id, package.Carrier, package.TrackingId), cancellationToken);
}
