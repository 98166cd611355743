using Eci.Commerce;
using Eci.Vocabulary;

namespace Eci.UnitTests.BuildingBlocks.Commerce.Statuses;

/// <summary>Makes orders and what belongs to them from short texts.</summary>
internal static class SampleOrder
{
    public static Order New(decimal? total = 100, string? currency = "EUR", OrderStatus status = OrderStatus.Confirmed) =>
        new() { Id = "o_1", TenantId = "pk_1", OrderNumber = "1", TotalGross = total, Currency = currency, Status = status };

    /// <param name="text"><c>A:2 B:1 gift:1</c>: SKU and quantity; <c>gift</c> is a gift card, <c>GIFT</c> one with a SKU, <c>-</c> a line without SKU.</param>
    public static List<OrderLineItem> Lines(string text) => [.. Words(text).Select((word, i) => new OrderLineItem
    {
        Id = $"li_{i + 1}",
        TenantId = "pk_1",
        OrderId = "o_1",
        LineKey = $"{i + 1}",
        Position = i + 1,
        Sku = word[0] is "-" or "gift" ? null : word[0],
        IsGiftCard = word[0] is "gift" or "GIFT",
        Quantity = Number(word[1]),
    })];

    /// <param name="text">
    /// <c>DELIVERED; IN_TRANSIT A:1 #2:1; RETURN DELIVERED</c>: packages with their state and what is in them, by SKU or by the number of the line.
    /// </param>
    public static List<Package> Packages(string text) => [.. text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Package)];

    /// <param name="text"><c>PAID 60 10</c>: status, amount, what went back; separated by semicolons, with the currency when it is not EUR.</param>
    public static List<Payment> Payments(string text) => [.. text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(payment => payment.Split(' '))
        .Select((parts, i) => new Payment
        {
            Id = $"pay_{i}",
            TenantId = "pk_1",
            ReferenceNumber = $"{i}",
            Status = WireName.Parse<PaymentStatus>(parts[0]),
            Amount = Number(parts[1]),
            RefundedAmount = parts.Length > 2 ? Number(parts[2]) : 0,
            Currency = parts.Length > 3 ? parts[3] : "EUR",
        })];

    /// <param name="text"><c>60 40x2</c>: amounts, with the number of orders that the invoice bills.</param>
    public static List<Invoice> Invoices(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(invoice => invoice.Split('x'))
        .Select((parts, i) => Invoice($"i_{i}", Number(parts[0]), parts.Length > 1 ? int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : 1))];

    private static Package Package(string text, int number)
    {
        var words = text.Split(' ');
        var isReturn = words[0] is "RETURN";
        var package = new Package
        {
            Id = $"pa_{number}",
            TenantId = "pk_1",
            Carrier = Carrier.Dpd,
            TrackingId = $"{number}",
            IsReturn = isReturn,
            State = WireName.Parse<PackageState>(words[isReturn ? 1 : 0]),
        };
        foreach (var word in words.Skip(isReturn ? 2 : 1).Select(w => w.Split(':')))
        {
            package.LineItems.Add(new PackageLineItem
            {
                Id = $"pli_{package.LineItems.Count}",
                TenantId = "pk_1",
                PackageId = package.Id,
                Position = package.LineItems.Count + 1,
                OrderLineItemId = word[0].StartsWith('#') ? $"li_{word[0][1..]}" : null,
                Sku = word[0].StartsWith('#') ? null : word[0],
                Quantity = Number(word[1]),
            });
        }

        return package;
    }

    private static Invoice Invoice(string id, decimal total, int orders)
    {
        var invoice = new Invoice { Id = id, TenantId = "pk_1", InvoiceNumber = id, TotalGross = total, Currency = "EUR" };
        invoice.Orders.AddRange(Enumerable.Range(1, orders).Select(n => new InvoiceOrder { TenantId = "pk_1", InvoiceId = id, OrderId = $"o_{n}" }));
        return invoice;
    }

    private static IEnumerable<string[]> Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Split(':'));

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
