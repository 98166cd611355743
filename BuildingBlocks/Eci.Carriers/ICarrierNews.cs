namespace Eci.Carriers;

/// <summary>Takes what carriers answered. Implemented by the module that keeps packages.</summary>
public interface ICarrierNews
{
    /// <summary>
    /// Publishes what is new in the answers, in the order it happened, and nothing that is known already. Belongs to the unit of work of
    /// the scope it is resolved from: the caller saves. Takes a bounded number of statements, whatever the number of answers.
    /// </summary>
    /// <returns>How many scans were new, by package id; packages without news may be missing.</returns>
    Task<IReadOnlyDictionary<string, int>> PublishAsync(IReadOnlyList<PackageAnswer> answers, CancellationToken cancellationToken);
}

/// <summary>An answer and the package it is about.</summary>
/// <param name="PackageId">The package; of the tenant of the scope.</param>
/// <param name="AppId">The account that asked.</param>
/// <param name="Answer">What the carrier said.</param>
public sealed record PackageAnswer(string PackageId, string AppId, TrackingAnswer Answer);
