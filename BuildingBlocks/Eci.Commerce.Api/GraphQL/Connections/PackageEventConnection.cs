using Eci.Vocabulary;
using Eci.Web.GraphQL;
using Eci.Web.GraphQL.Connections;
using Eci.Web.Security;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;

namespace Eci.Commerce.Api.GraphQL.Connections;

/// <summary>The list of what carriers reported.</summary>
internal sealed class PackageEventConnection : IGraphQLContribution
{
    public void Contribute(GraphQLComposition schema) => schema.Query
        .Connection<PackageEventType, PackageEvent, PackageEventFilter, PackageEventFilterType>(
            "packageEvents",
            SortKey.By<PackageEvent, string>("ID", e => e.Id),
            SortKey.By<PackageEvent, DateTimeOffset>("RECORDED_AT", e => e.RecordedAt))
        .Description("Reports of carriers, page by page.")
        .RequireScope(Scopes.ReadEvents);
}

/// <summary>Which events are meant; what is null lets every event through.</summary>
internal sealed record PackageEventFilter : IRowFilter<PackageEvent>
{
    public string? PackageId { get; init; }

    public List<PackageState>? States { get; init; }

    public List<Carrier>? Carriers { get; init; }

    public bool? MovedOnly { get; init; }

    public DateTimeOffset? TimeFrom { get; init; }

    public DateTimeOffset? TimeTo { get; init; }

    public DateTimeOffset? RecordedFrom { get; init; }

    public DateTimeOffset? RecordedTo { get; init; }

    public IQueryable<PackageEvent> Apply(IQueryable<PackageEvent> rows)
    {
        if (PackageId is not null)
            rows = rows.Where(e => e.PackageId == PackageId);
        if (States is not null)
            rows = rows.Where(e => EF.Parameter(States).Contains(e.State));
        if (Carriers is not null)
            rows = rows.Where(e => EF.Parameter(Carriers).Contains(e.Package!.Carrier));
        if (MovedOnly is true)
            rows = rows.Where(e => e.MovedFrom != null);
        if (TimeFrom is not null)
            rows = rows.Where(e => e.Time >= TimeFrom);
        if (TimeTo is not null)
            rows = rows.Where(e => e.Time < TimeTo);
        if (RecordedFrom is not null)
            rows = rows.Where(e => e.RecordedAt >= RecordedFrom);
        if (RecordedTo is not null)
            rows = rows.Where(e => e.RecordedAt < RecordedTo);
        return rows;
    }
}

internal sealed class PackageEventFilterType : InputObjectGraphType<PackageEventFilter>
{
    public PackageEventFilterType()
    {
        Name = "PackageEventFilter";
        Description = "Which reports are meant: those that fit every field that is given.";
        Field<IdGraphType>("packageId").Description("About this parcel.");
        this.AddOneOf<PackageEventFilter, WireEnumGraphType<PackageState>>("states", "Telling of one of these states.");
        this.AddOneOf<PackageEventFilter, WireEnumGraphType<Carrier>>("carriers", "About a parcel that is with one of these carriers.");
        Field<BooleanGraphType>("movedOnly").Description("True: only those that moved their parcel to another state.");
        this.AddRange("time", "Happened");
        this.AddRange("recorded", "Stored");
    }
}
