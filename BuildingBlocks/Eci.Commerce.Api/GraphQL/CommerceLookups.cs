using Eci.Vocabulary;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Types;

namespace Eci.Commerce.Api.GraphQL;

/// <summary>Single rows of the canonical model; null when the tenant has no such row.</summary>
internal sealed class CommerceLookups : IGraphQLContribution
{
    private const string Id = "id";
    private const string TrackingId = "trackingId";
    private const string CarrierName = "carrier";
    private const string OrderNumber = "orderNumber";
    private const string Email = "email";

    public void Contribute(GraphQLComposition schema)
    {
        AddPackages(schema.Query);
        schema.Query.Field<OrderType>("order")
            .Description("The order with an id or a number: give one of them. Null when there is none.")
            .Argument<IdGraphType>(Id)
            .Argument<IdGraphType>(OrderNumber, "The number the customer knows.")
            .RequireScope(Scopes.ReadOrders)
            .Resolve(c => Either(c, OrderNumber) is { } number ? c.Loaders().OrderByNumber.LoadAsync(number) : c.Loaders().OrderById.LoadAsync(IdOf(c)));
        schema.Query.Field<ContactType>("contact")
            .Description("The contact with an id or an e-mail address: give one of them. Null when there is none.")
            .Argument<IdGraphType>(Id)
            .Argument<StringGraphType>(Email, "In any case.")
            .RequireScope(Scopes.ReadContacts)
            .Resolve(c => Either(c, Email) is { } email
                ? c.Loaders().ContactByEmail.LoadAsync(Contact.NormalizeEmail(email))
                : c.Loaders().ContactById.LoadAsync(IdOf(c)));
        schema.Query.Field<PackageEventType>("packageEvent")
            .Description("The report of a carrier with an id; null when there is none.")
            .Argument<NonNullGraphType<IdGraphType>>(Id)
            .RequireScope(Scopes.ReadEvents)
            .Resolve(c => c.Loaders().EventById.LoadAsync(IdOf(c)));
        schema.Query.Field<TransactionalEmailType>("transactionalEmail")
            .Description("The mail, sent or not sent, with an id; null when there is none.")
            .Argument<NonNullGraphType<IdGraphType>>(Id)
            .RequireScope(Scopes.ReadEmails)
            .Resolve(c => c.Loaders().EmailById.LoadAsync(IdOf(c)));
    }

    private static void AddPackages(ObjectGraphType query)
    {
        query.Field<PackageType>("package")
            .Description("The parcel with an id; null when there is none.")
            .Argument<NonNullGraphType<IdGraphType>>(Id)
            .RequireScope(Scopes.ReadPackages)
            .Resolve(c => c.Loaders().PackageById.LoadAsync(IdOf(c)));
        query.Field<PackageType>("packageByTrackingId")
            .Description("The parcel with a carrier's number, written in any way; null when there is none.")
            .Argument<NonNullGraphType<IdGraphType>>(TrackingId)
            .Argument<WireEnumGraphType<Carrier>>(CarrierName, "Needed only when several carriers use the number.")
            .RequireScope(Scopes.ReadPackages)
            .Resolve(FindByTrackingId);
    }

    private static object? FindByTrackingId(IResolveFieldContext context)
    {
        if (!TrackingNumber.TryNormalize(context.GetArgument<string>(TrackingId), out var number))
            return null;
        var carrier = context.GetArgument<Carrier?>(CarrierName);
        return context.Loaders().PackagesByTrackingId.LoadAsync(number).Then(found => Choose(found, carrier));
    }

    private static Package? Choose(IReadOnlyList<Package> found, Carrier? carrier)
    {
        if (carrier is not null)
            return found.SingleOrDefault(p => p.Carrier == carrier);
        return found.Count <= 1
            ? found.SingleOrDefault()
            : throw new GraphQLError("AMBIGUOUS_TRACKING_ID", "Several carriers have a parcel with this number: name one with 'carrier'.");
    }

    private static string IdOf(IResolveFieldContext context) => context.GetArgument<string>(Id);

    /// <summary>The other argument than the id, or null when it is the id that was given.</summary>
    private static string? Either(IResolveFieldContext context, string other)
    {
        var (id, value) = (context.GetArgument<string?>(Id), context.GetArgument<string?>(other));
        return (id is null) == (value is null)
            ? throw new GraphQLError(GraphQLErrorCodes.InvalidArgument, $"Give '{Id}' or '{other}', exactly one of them.")
            : value;
    }
}
