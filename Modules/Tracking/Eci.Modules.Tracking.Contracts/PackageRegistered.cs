using Eci.Vocabulary;

namespace Eci.Modules.Tracking.Contracts;

/// <summary>A package entered the hub. Topic <c>tracking.package.registered</c>.</summary>
/// <param name="TenantId">Owner.</param>
/// <param name="PackageId">The package.</param>
/// <param name="Carrier">Who moves it.</param>
/// <param name="TrackingId">The carrier's number: upper case, no blanks.</param>
public sealed record PackageRegistered(string TenantId, string PackageId, Carrier Carrier, string TrackingId) : ITenantMessage;
