using Eci.Vocabulary;
using Eci.Web.GraphQL;
using Eci.Web.GraphQL.Connections;
using Eci.Web.Security;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;

namespace Eci.Commerce.Api.GraphQL.Connections;

/// <summary>The list of orders.</summary>
internal sealed class OrderConnection : IGraphQLContribution
{
    public void Contribute(GraphQLComposition schema) => schema.Query
        .Connection<OrderType, Order, OrderFilter, OrderFilterType>(
            "orders",
            SortKey.By<Order, string>("ID", o => o.Id),
            SortKey.By<Order, DateTimeOffset>("DATE", o => o.Date),
            SortKey.By<Order, DateTimeOffset>("CREATED_AT", o => o.CreatedAt),
            SortKey.By<Order, DateTimeOffset>("UPDATED_AT", o => o.UpdatedAt),
            SortKey.By<Order, string>("ORDER_NUMBER", o => o.OrderNumber))
        .Description("Orders, page by page.")
        .RequireScope(Scopes.ReadOrders);
}

/// <summary>Which orders are meant; what is null lets every order through.</summary>
internal sealed record OrderFilter : IRowFilter<Order>
{
    public string? OrderNumber { get; init; }

    public string? ContactId { get; init; }

    public string? Email { get; init; }

    public string? Language { get; init; }

    public bool? HasOpenPackages { get; init; }

    public List<OrderStage>? Stages { get; init; }

    public List<OrderStatus>? Statuses { get; init; }

    public List<OrderPaymentStatus>? PaymentStatuses { get; init; }

    public List<OrderShipmentStatus>? ShipmentStatuses { get; init; }

    public List<string>? Origins { get; init; }

    public DateTimeOffset? DateFrom { get; init; }

    public DateTimeOffset? DateTo { get; init; }

    public DateTimeOffset? CreatedFrom { get; init; }

    public DateTimeOffset? CreatedTo { get; init; }

    public DateTimeOffset? UpdatedFrom { get; init; }

    public DateTimeOffset? UpdatedTo { get; init; }

    public IQueryable<Order> Apply(IQueryable<Order> rows)
    {
        if (OrderNumber is not null)
            rows = rows.Where(o => o.OrderNumber == OrderNumber);
        if (ContactId is not null)
            rows = rows.Where(o => o.MainContactId == ContactId);
        if (Email is not null)
        {
            var email = Contact.NormalizeEmail(Email);
            rows = rows.Where(o => o.MainContact!.Email == email);
        }

        if (Language is not null)
        {
            var language = LanguageTag.Primary(Language);
            rows = rows.Where(o => language != null && o.Language == language);
        }

        if (HasOpenPackages is { } open)
            rows = rows.Where(o => o.Packages.Any(p => p.State != PackageState.Delivered) == open);
        return ApplyRanges(ApplyStatuses(rows));
    }

    private IQueryable<Order> ApplyStatuses(IQueryable<Order> rows)
    {
        if (Stages is not null)
            rows = rows.Where(o => EF.Parameter(Stages).Contains(o.Stage));
        if (Statuses is not null)
            rows = rows.Where(o => EF.Parameter(Statuses).Contains(o.Status));
        if (PaymentStatuses is not null)
            rows = rows.Where(o => EF.Parameter(PaymentStatuses).Contains(o.PaymentStatus));
        if (ShipmentStatuses is not null)
            rows = rows.Where(o => EF.Parameter(ShipmentStatuses).Contains(o.ShipmentStatus));
        if (Origins is not null)
            rows = rows.Where(o => EF.Parameter(Origins).Contains(o.Origin));
        return rows;
    }

    private IQueryable<Order> ApplyRanges(IQueryable<Order> rows)
    {
        if (DateFrom is not null)
            rows = rows.Where(o => o.Date >= DateFrom);
        if (DateTo is not null)
            rows = rows.Where(o => o.Date < DateTo);
        if (CreatedFrom is not null)
            rows = rows.Where(o => o.CreatedAt >= CreatedFrom);
        if (CreatedTo is not null)
            rows = rows.Where(o => o.CreatedAt < CreatedTo);
        if (UpdatedFrom is not null)
            rows = rows.Where(o => o.UpdatedAt >= UpdatedFrom);
        if (UpdatedTo is not null)
            rows = rows.Where(o => o.UpdatedAt < UpdatedTo);
        return rows;
    }
}

internal sealed class OrderFilterType : InputObjectGraphType<OrderFilter>
{
    public OrderFilterType()
    {
        Name = "OrderFilter";
        Description = "Which orders are meant: those that fit every field that is given.";
        Field<IdGraphType>("orderNumber").Description("The number the customer knows, as a whole.");
        Field<IdGraphType>("contactId").Description("With this main contact.");
        Field<StringGraphType>("email").Description("With a main contact of this address, in any case.");
        Field<StringGraphType>("language").Description("ISO 639-1.");
        Field<BooleanGraphType>("hasOpenPackages").Description("With a parcel that is not DELIVERED, or without any.");
        this.AddOneOf<OrderFilter, WireEnumGraphType<OrderStage>>("stages", "In one of these stages.");
        this.AddOneOf<OrderFilter, WireEnumGraphType<OrderStatus>>("statuses", "With one of these statuses.");
        this.AddOneOf<OrderFilter, WireEnumGraphType<OrderPaymentStatus>>("paymentStatuses", "Paid so far.");
        this.AddOneOf<OrderFilter, WireEnumGraphType<OrderShipmentStatus>>("shipmentStatuses", "On its way so far.");
        this.AddOneOf<OrderFilter, StringGraphType>("origins", "From one of these systems: saleor, api ...");
        this.AddRange("date", "Placed");
        this.AddRange("created", "Stored");
        this.AddRange("updated", "Changed");
    }
}
