using Eci.Vocabulary;
using Eci.Web.GraphQL;
using Eci.Web.GraphQL.Connections;
using Eci.Web.Security;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;

namespace Eci.Commerce.Api.GraphQL.Connections;

/// <summary>The list of parcels.</summary>
internal sealed class PackageConnection : IGraphQLContribution
{
    public void Contribute(GraphQLComposition schema) => schema.Query
        .Connection<PackageType, Package, PackageFilter, PackageFilterType>(
            "packages",
            SortKey.By<Package, string>("ID", p => p.Id),
            SortKey.By<Package, DateTimeOffset>("CREATED_AT", p => p.CreatedAt),
            SortKey.By<Package, DateTimeOffset>("UPDATED_AT", p => p.UpdatedAt))
        .Description("Parcels, page by page.")
        .RequireScope(Scopes.ReadPackages);
}

/// <summary>Which parcels are meant; what is null lets every parcel through.</summary>
internal sealed record PackageFilter : IRowFilter<Package>
{
    public List<PackageState>? States { get; init; }

    public List<Carrier>? Carriers { get; init; }

    public string? OrderId { get; init; }

    public string? TrackingId { get; init; }

    public bool? NeedsAttention { get; init; }

    public List<AttentionReason>? AttentionReasons { get; init; }

    public bool? TrackingEnabled { get; init; }

    public DateTimeOffset? CreatedFrom { get; init; }

    public DateTimeOffset? CreatedTo { get; init; }

    public DateTimeOffset? UpdatedFrom { get; init; }

    public DateTimeOffset? UpdatedTo { get; init; }

    public DateTimeOffset? StateTimeFrom { get; init; }

    public DateTimeOffset? StateTimeTo { get; init; }

    public IQueryable<Package> Apply(IQueryable<Package> rows)
    {
        if (States is not null)
            rows = rows.Where(p => EF.Parameter(States).Contains(p.State));
        if (Carriers is not null)
            rows = rows.Where(p => EF.Parameter(Carriers).Contains(p.Carrier));
        if (OrderId is not null)
            rows = rows.Where(p => p.OrderId == OrderId);
        if (TrackingId is not null)
        {
            _ = TrackingNumber.TryNormalize(TrackingId, out var number);
            rows = rows.Where(p => p.TrackingId == number);
        }

        if (TrackingEnabled is { } enabled)
            rows = rows.Where(p => p.TrackingEnabled == enabled);
        return ApplyRanges(ApplyAttention(rows));
    }

    private IQueryable<Package> ApplyAttention(IQueryable<Package> rows)
    {
        if (NeedsAttention is { } needed)
            rows = needed ? rows.Where(p => p.AttentionSince != null) : rows.Where(p => p.AttentionSince == null);
        if (AttentionReasons is null)
            return rows;
        var reasons = AttentionReasons.ConvertAll(reason => (AttentionReason?)reason);
        return rows.Where(p => EF.Parameter(reasons).Contains(p.AttentionReason));
    }

    private IQueryable<Package> ApplyRanges(IQueryable<Package> rows)
    {
        if (CreatedFrom is not null)
            rows = rows.Where(p => p.CreatedAt >= CreatedFrom);
        if (CreatedTo is not null)
            rows = rows.Where(p => p.CreatedAt < CreatedTo);
        if (UpdatedFrom is not null)
            rows = rows.Where(p => p.UpdatedAt >= UpdatedFrom);
        if (UpdatedTo is not null)
            rows = rows.Where(p => p.UpdatedAt < UpdatedTo);
        if (StateTimeFrom is not null)
            rows = rows.Where(p => p.StateTime >= StateTimeFrom);
        if (StateTimeTo is not null)
            rows = rows.Where(p => p.StateTime < StateTimeTo);
        return rows;
    }
}

internal sealed class PackageFilterType : InputObjectGraphType<PackageFilter>
{
    public PackageFilterType()
    {
        Name = "PackageFilter";
        Description = "Which parcels are meant: those that fit every field that is given.";
        this.AddOneOf<PackageFilter, WireEnumGraphType<PackageState>>("states", "In one of these states.");
        this.AddOneOf<PackageFilter, WireEnumGraphType<Carrier>>("carriers", "With one of these carriers.");
        Field<IdGraphType>("orderId").Description("Of this order.");
        Field<IdGraphType>("trackingId").Description("With this number, written in any way.");
        Field<BooleanGraphType>("needsAttention").Description("Somebody should look at it, or nobody has to.");
        this.AddOneOf<PackageFilter, WireEnumGraphType<AttentionReason>>("attentionReasons", "Somebody should look at it for one of these reasons.");
        Field<BooleanGraphType>("trackingEnabled").Description("Its carrier is asked about it, or is not.");
        this.AddRange("created", "Registered");
        this.AddRange("updated", "Changed");
        this.AddRange("stateTime", "Came into its state");
    }
}
