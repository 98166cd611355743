using Eci.Commerce.Statuses;
using Eci.Core;
using Eci.Persistence;

namespace Eci.Commerce.Api.Orders;

/// <summary>Brings an order up to date with what a shop tells of it, its packages excepted.</summary>
internal sealed class OrderContents(EciDbContext database, OrderPeople people, OrderLines lines, TenantScope tenant, TimeProvider time)
{
    public async Task<Order> ApplyAsync(Order? known, string number, RegisterOrder input, CancellationToken cancellationToken)
    {
        var order = known ?? new Order { Id = Ids.New(IdPrefix.Order), TenantId = tenant.TenantId!, OrderNumber = number, Date = time.GetUtcNow() };
        if (known is null)
            database.Add(order);
        order.Date = input.Date?.ToUniversalTime() ?? order.Date;
        order.Language = LanguageTag.Primary(input.Language) ?? order.Language;
        order.TrackingNotificationsEnabled = input.TrackingNotificationsEnabled ?? order.TrackingNotificationsEnabled;
        order.FirstName = input.FirstName ?? order.FirstName;
        order.LastName = input.LastName ?? order.LastName;
        RequireOwn(order, input);
        ApplyStatuses(order, input, isNew: known is null);
        ApplyAmounts(order, input);
        RequireCurrency(order, input);
        await people.ApplyAsync(order, input, cancellationToken);
        if (input.Lines is not null)
            await lines.ApplyAsync(order, isNew: known is null, input.Lines, cancellationToken);
        return order;
    }

    private static void ApplyStatuses(Order order, RegisterOrder input, bool isNew)
    {
        order.Status = input.Status switch
        {
            { } told when isNew => told,
            { } told => OrderStatuses.Heard(order.Status, told),
            null => order.Status,
        };
        order.PaymentStatus = input.PaymentStatus is { } paid ? OrderStatuses.Heard(order.PaymentStatus, paid) : order.PaymentStatus;
        order.ReadyToFulfil = input.ReadyToFulfil ?? order.ReadyToFulfil;
        order.ReferenceNumber = input.ReferenceNumber ?? order.ReferenceNumber;
    }

    private static void ApplyAmounts(Order order, RegisterOrder input)
    {
        order.Currency = input.Currency is { } currency ? AmountRules.Normalize(currency) : order.Currency;
        order.TotalNet = input.TotalNet ?? order.TotalNet;
        order.TotalGross = input.TotalGross ?? order.TotalGross;
        order.DiscountCode = input.DiscountCode ?? order.DiscountCode;
        order.DiscountNet = input.DiscountNet ?? order.DiscountNet;
        order.CustomerNote = input.CustomerNote ?? order.CustomerNote;
        if (input.Shipping is not { } shipping)
            return;
        order.ShippingMethodName = shipping.MethodName ?? order.ShippingMethodName;
        order.Carrier = shipping.Carrier ?? order.Carrier;
        order.ShippingNet = shipping.Net ?? order.ShippingNet;
        order.ShippingGross = shipping.Gross ?? order.ShippingGross;
        order.ShippingTaxRate = shipping.TaxRate ?? order.ShippingTaxRate;
        order.ExpectedShippingDate = shipping.ExpectedDate ?? order.ExpectedShippingDate;
    }

    /// <summary>One system is the master of lines and amounts: the next thing it says would undo what others write.</summary>
    private static void RequireOwn(Order order, RegisterOrder input)
    {
        if (string.Equals(order.Origin, Order.OriginApi, StringComparison.Ordinal))
            return;
        (string Field, bool IsGiven)[] kept =
        [
            ("lines", input.Lines is not null),
            ("totalNet", input.TotalNet is not null),
            ("totalGross", input.TotalGross is not null),
            ("currency", input.Currency is not null),
            ("shipping", input.Shipping is not null),
            ("discountNet", input.DiscountNet is not null),
            ("status", input.Status is not null),
            ("referenceNumber", input.ReferenceNumber is not null),
        ];
        var wrong = kept.Where(field => field.IsGiven).Select(field => new RefusedField(field.Field, $"is told by {order.Origin}, where the order comes from")).ToList();
        if (wrong.Count > 0)
            throw new RegistrationRefusedException(RefusalCodes.OrderKeptElsewhere, wrong);
    }

    private static void RequireCurrency(Order order, RegisterOrder input)
    {
        if (order.Currency is not null)
            return;
        var hasAmount = (order.TotalNet ?? order.TotalGross ?? order.ShippingNet ?? order.ShippingGross) is not null || order.DiscountNet > 0
            || input.Lines?.Exists(l => (l.UnitNet ?? l.UnitGross ?? l.TotalNet ?? l.TotalGross) is not null) is true;
        if (hasAmount)
            throw new RegistrationRefusedException(RefusalCodes.InvalidArgument, new RefusedField("currency", "is required with amounts"));
    }
}
