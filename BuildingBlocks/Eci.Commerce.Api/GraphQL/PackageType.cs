using Eci.Commerce.Api.GraphQL.Orders;
using Eci.Vocabulary;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Types;

namespace Eci.Commerce.Api.GraphQL;

/// <summary>A package in GraphQL. Modules add fields by <see cref="IFieldsOf{T}"/>.</summary>
public sealed class PackageType : ObjectGraphType<Package>
{
    public PackageType(IEnumerable<IFieldsOf<Package>> ofModules)
    {
        ArgumentNullException.ThrowIfNull(ofModules);
        Name = "Package";
        Description = "A parcel.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<NonNullGraphType<WireEnumGraphType<Carrier>>>("carrier").Resolve(c => c.Source.Carrier);
        Field<NonNullGraphType<WireEnumGraphType<PackageState>>>("state").Resolve(c => c.Source.State);
        Field<NonNullGraphType<IdGraphType>>("trackingId").Description("The carrier's number.").Resolve(c => c.Source.TrackingId);
        Field<IdGraphType>("number").Description("Of the delivery note; null when nobody gave it one.").Resolve(c => c.Source.Number);
        Field<StringGraphType>("carrierTrackingUrl")
            .Description("The carrier's page for the parcel, in the language of the order. Null when the carrier has none.")
            .Resolve(c => TrackingPage(c));
        AddDelivery();
        Field<UtcDateTimeGraphType>("stateTime")
            .Description("When what brought it into its state happened; null before the first news of the carrier.")
            .Resolve(c => c.Source.StateTime);
        Field<bool>("trackingEnabled").Description("Its carrier is asked about it.").Resolve(c => c.Source.TrackingEnabled);
        Field<DateTimeOffset>("createdAt").Resolve(c => c.Source.CreatedAt);
        Field<DateTimeOffset>("updatedAt").Resolve(c => c.Source.UpdatedAt);
        Field<OrderType>("order")
            .Description("The order it belongs to, if it is known.")
            .RequireScope(Scopes.ReadOrders)
            .Resolve(c => c.Source.OrderId is { } orderId ? c.Loaders().OrderById.LoadAsync(orderId) : null);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<PackageEventType>>>>("events")
            .Description("What the carrier reported, in the order it happened.")
            .RequireScope(Scopes.ReadEvents)
            .Resolve(c => c.Loaders().EventsByPackage.LoadAsync(c.Source.Id));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<PackageLineItemType>>>>("lineItems")
            .Description("What is in it; empty when nobody said.")
            .RequireScope(Scopes.ReadOrders)
            .Resolve(c => c.OrderParts().LinesByPackage.LoadAsync(c.Source.Id));
        foreach (var fields in ofModules)
            fields.AddTo(this);
    }

    private void AddDelivery()
    {
        Field<DateOnlyGraphType>("estimatedDeliveryDate")
            .Description("The day on which the carrier expects to deliver, by the recipient's calendar.")
            .Resolve(c => c.Source.EstimatedDeliveryDate);
        Field<TimeOnlyGraphType>("estimatedDeliveryFrom")
            .Description("Begin of the expected hours on that day, by the recipient's clock.")
            .Resolve(c => c.Source.EstimatedDeliveryFrom);
        Field<TimeOnlyGraphType>("estimatedDeliveryUntil")
            .Description("End of the expected hours on that day, by the recipient's clock.")
            .Resolve(c => c.Source.EstimatedDeliveryUntil);
        Field<StringGraphType>("receivedBy")
            .Description("Who took it, as the carrier wrote it down: personal data, as the customer's in an order.")
            .RequireScope(Scopes.ReadOrders)
            .Resolve(c => c.Source.ReceivedBy);
        Field<NonNullGraphType<BooleanGraphType>>("isReturn")
            .Description("The carrier said that it goes back to the sender.")
            .Resolve(c => c.Source.IsReturn);
    }

    private static object? TrackingPage(IResolveFieldContext<Package> context)
    {
        var package = context.Source;
        if (package.CarrierTrackingUrl is { } url)
            return url;
        if (package.OrderId is not { } orderId)
            return CarrierLinks.TrackingPage(package.Carrier, package.TrackingId, language: null);
        return context.Loaders().OrderById.LoadAsync(orderId)
            .Then(order => CarrierLinks.TrackingPage(package.Carrier, package.TrackingId, order?.Language));
    }
}
