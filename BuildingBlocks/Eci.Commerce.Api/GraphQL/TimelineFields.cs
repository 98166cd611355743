using Eci.Commerce.Api.Timeline;
using Eci.Vocabulary;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Commerce.Api.GraphQL;

/// <summary>Reads the stories that the fields of one request ask for, at once.</summary>
internal sealed class TimelineLoaders(TimelineReader reader)
{
    public BatchLoader<Order, IReadOnlyList<TimelineEntry>> ByOrder { get; } = new(reader.OfOrdersAsync, ifMissing: []);

    public BatchLoader<Package, IReadOnlyList<TimelineEntry>> ByPackage { get; } = new(reader.OfPackagesAsync, ifMissing: []);
}

/// <summary><c>Order.timeline</c>.</summary>
internal sealed class OrderTimelineField : IFieldsOf<Order>
{
    public void AddTo(ObjectGraphType<Order> type) => type.Field<NonNullGraphType<ListGraphType<NonNullGraphType<TimelineEntryType>>>>("timeline")
        .Description("The story of the order and its parcels, in the order in which the hub learned of things; what is still to come stands last.")
        .RequireScope(Scopes.ReadEvents)
        .RequireScope(Scopes.ReadEmails)
        .Resolve(c => c.RequestServices!.GetRequiredService<TimelineLoaders>().ByOrder.LoadAsync(c.Source));
}

/// <summary><c>Package.timeline</c>.</summary>
internal sealed class PackageTimelineField : IFieldsOf<Package>
{
    public void AddTo(ObjectGraphType<Package> type) => type.Field<NonNullGraphType<ListGraphType<NonNullGraphType<TimelineEntryType>>>>("timeline")
        .Description("The story of the parcel, in the order in which the hub learned of things; what is still to come stands last.")
        .RequireScope(Scopes.ReadEvents)
        .RequireScope(Scopes.ReadEmails)
        .Resolve(c => c.RequestServices!.GetRequiredService<TimelineLoaders>().ByPackage.LoadAsync(c.Source));
}

internal sealed class TimelineEntryType : ObjectGraphType<TimelineEntry>
{
    public TimelineEntryType()
    {
        Name = "TimelineEntry";
        Description = "Something that happened to an order or parcel, or that is going to happen.";
        Field<DateTimeOffset>("time").Description("When it happened or is due.").Resolve(c => c.Source.Time);
        Field<UtcDateTimeGraphType>("recordedAt").Description("When the hub learned of it; null for what is still to come.").Resolve(c => c.Source.RecordedAt);
        Field<string>("kind").Description(Kinds).Resolve(c => c.Source.Kind);
        Field<string>("title").Description("One line for people.").Resolve(c => c.Source.Title);
        Field<WireEnumGraphType<PackageState>>("state").Description("The state it tells of.").Resolve(c => c.Source.State);
        Field<string>("traceId", nullable: true).Description("Trace of what caused it.").Resolve(c => c.Source.TraceId);
        Field<IdGraphType>("packageId").Description("The parcel it concerns; null when it concerns the order as a whole.").Resolve(c => c.Source.PackageId);
        Field<IdGraphType>("eventId").Description("The package event it concerns.").Resolve(c => c.Source.EventId);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<TimelineDetailType>>>>("details").Description("More about it.").Resolve(c => c.Source.Details);
    }

    private static string Kinds => string.Join(
        ", ",
        TimelineKinds.OrderStored,
        TimelineKinds.OrderStageReached,
        TimelineKinds.OrderStep,
        TimelineKinds.OrderStepOverdue,
        TimelineKinds.Payment,
        TimelineKinds.Refund,
        TimelineKinds.PackageRegistered,
        TimelineKinds.ReportReceived,
        TimelineKinds.EventStored,
        TimelineKinds.StateChanged,
        TimelineKinds.Expired,
        TimelineKinds.AttentionRaised,
        TimelineKinds.AttentionResolved,
        TimelineKinds.CarrierCorrected,
        TimelineKinds.MailSent,
        TimelineKinds.MailNotSent,
        TimelineKinds.DeadLetter,
        TimelineKinds.Waiting,
        TimelineKinds.Planned) + "; more kinds may come.";
}

internal sealed class TimelineDetailType : ObjectGraphType<TimelineDetail>
{
    public TimelineDetailType()
    {
        Name = "TimelineDetail";
        Description = "A fact of one entry of a story.";
        Field<string>("name").Resolve(c => c.Source.Name);
        Field<string>("value").Resolve(c => c.Source.Value);
    }
}
