using Eci.Commerce;
using Eci.Commerce.CarrierDetection;
using Eci.Modules.Tracking.Attention;
using Eci.Modules.Tracking.Contracts;
using Eci.Persistence;
using Eci.Vocabulary;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Eci.Modules.Tracking.CorrectPackage;

/// <inheritdoc/>
internal sealed partial class CarrierCorrector(
    EciDbContext database, PackageChange packages, IPublishEndpoint publish, ILogger<CarrierCorrector> logger) : ICarrierCorrection
{
    public async Task<CarrierCorrectionResult> CorrectAsync(string packageId, Carrier carrier, string by, CancellationToken cancellationToken)
    {
        var wrong = carrier;
        var result = await packages.ApplyAsync(
            packageId,
            async package =>
            {
                wrong = package?.Carrier ?? carrier;
                return await MoveAsync(package, carrier, cancellationToken);
            },
            cancellationToken);
        if (result is CarrierCorrectionResult.Corrected)
            LogCorrected(packageId, WireName.Of(wrong), WireName.Of(carrier), by);
        return result;
    }

    private async Task<CarrierCorrectionResult> MoveAsync(Package? package, Carrier carrier, CancellationToken cancellationToken)
    {
        if (package is null)
            return CarrierCorrectionResult.UnknownPackage;
        if (package.Carrier == carrier)
            return CarrierCorrectionResult.Unchanged;
        if (await database.Set<Package>().AnyAsync(p => p.TrackingId == package.TrackingId && p.Carrier == carrier && p.Id != package.Id, cancellationToken))
            return CarrierCorrectionResult.NumberTaken;

        package.Carrier = carrier;
        Forget(package);
        await publish.Publish(new PackageRegistered(package.TenantId, package.Id, carrier, package.TrackingId), cancellationToken);
        return CarrierCorrectionResult.Corrected;
    }

    /// <summary>What the wrong carrier said counts no longer; its events stay.</summary>
    private static void Forget(Package package)
    {
        package.State = PackageState.Init;
        package.StateTime = null;
        package.CarrierTrackingUrl = null;
        package.TrackingEnabled = true;
        package.EstimatedDeliveryDate = null;
        package.EstimatedDeliveryFrom = null;
        package.EstimatedDeliveryUntil = null;
        package.ReceivedBy = null;
        package.IsReturn = false;
        PackageAttention.Clear(package);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Package {PackageId} moved from {From} to {To}, corrected by {By}")]
    private partial void LogCorrected(string packageId, string from, string to, string by);
}
