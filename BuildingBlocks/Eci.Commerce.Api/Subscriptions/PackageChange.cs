using Eci.Vocabulary;

namespace Eci.Commerce.Api.Subscriptions;

/// <summary>A package moved from one state to another.</summary>
/// <param name="EventId">The event that moved it.</param>
/// <param name="TenantId">Whose package it is.</param>
/// <param name="PackageId">The package.</param>
/// <param name="OrderId">Its order; null when it has none.</param>
/// <param name="Carrier">Who carries it.</param>
/// <param name="From">The state it left.</param>
/// <param name="To">The state it has now.</param>
/// <param name="RecordedAt">When the hub stored it, UTC.</param>
public sealed record PackageChange(
    string EventId, string TenantId, string PackageId, string? OrderId, Carrier Carrier, PackageState From, PackageState To, DateTimeOffset RecordedAt);

/// <summary>Which changes somebody wants to know.</summary>
/// <param name="TenantId">Only of this tenant.</param>
/// <param name="PackageId">Only of this package; null for all.</param>
/// <param name="OrderId">Only of packages of this order; null for all.</param>
/// <param name="Carriers">Only of these carriers; empty for all.</param>
/// <param name="States">Only into these states; empty for all.</param>
public sealed record PackageChangeFilter(
    string TenantId, string? PackageId, string? OrderId, IReadOnlyList<Carrier> Carriers, IReadOnlyList<PackageState> States)
{
    /// <summary>True when the change is wanted.</summary>
    public bool Wants(PackageChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change.TenantId == TenantId
            && (PackageId is null || change.PackageId == PackageId)
            && (OrderId is null || change.OrderId == OrderId)
            && (Carriers.Count == 0 || Carriers.Contains(change.Carrier))
            && (States.Count == 0 || States.Contains(change.To));
    }
}
