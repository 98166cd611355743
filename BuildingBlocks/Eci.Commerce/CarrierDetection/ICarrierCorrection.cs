using Eci.Vocabulary;

namespace Eci.Commerce.CarrierDetection;

/// <summary>Moves packages to the carrier that really has them. Implemented by the module that keeps packages.</summary>
public interface ICarrierCorrection
{
    /// <summary>
    /// Moves a package of the scope's tenant to another carrier. Its events stay as history, but its state starts over, so that the right
    /// carrier's news counts, and it is announced anew. A unit of work of its own: what it changes is stored when it returns.
    /// </summary>
    /// <param name="packageId">The package.</param>
    /// <param name="carrier">Who really moves it.</param>
    /// <param name="by">Who says so, for the log; no personal data.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task<CarrierCorrectionResult> CorrectAsync(string packageId, Carrier carrier, string by, CancellationToken cancellationToken);
}

/// <summary>What became of a correction.</summary>
public enum CarrierCorrectionResult
{
    Corrected,

    /// <summary>The package is with that carrier already.</summary>
    Unchanged,

    /// <summary>The tenant has no such package.</summary>
    UnknownPackage,

    /// <summary>The tenant has another package with that carrier and number.</summary>
    NumberTaken,
}
