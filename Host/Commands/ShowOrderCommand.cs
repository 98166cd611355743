using System.CommandLine;
using System.Globalization;
using Eci.Commerce;
using Eci.Persistence;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Host.Commands;

/// <summary><c>orders show</c>: where an order stands, without its people.</summary>
internal static class ShowOrderCommand
{
    private static readonly Argument<string> NumberArgument = new("number") { Description = "Order number." };
    private static readonly Option<string> TenantOption = new("--tenant") { Description = "Tenant id or name.", Required = true };
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON." };

    public static Command Create()
    {
        var show = new Command("show", "Tells where an order stands, what was ordered and paid, and what is in which package.") { NumberArgument, TenantOption, Json };
        show.SetAction((parsed, token) => EciCommands.WithServicesAsync(services => RunAsync(services, parsed, token)));
        return show;
    }

    public static async Task<int> RunAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var scope = await CommandScope.OfTenantAsync(services, parsed.GetValue(TenantOption)!, cancellationToken);
        if (scope is null)
            return ExitCodes.Refused;
        var number = parsed.GetValue(NumberArgument)!;
        var order = await scope.Services.GetRequiredService<EciDbContext>().Set<Order>().AsNoTracking().AsSplitQuery()
            .Include(o => o.LineItems.OrderBy(l => l.Position))
            .Include(o => o.Payments.OrderBy(p => p.CreatedAt))
            .Include(o => o.Packages.OrderBy(p => p.CreatedAt)).ThenInclude(p => p.LineItems.OrderBy(l => l.Position))
            .SingleOrDefaultAsync(o => o.OrderNumber == number, cancellationToken);
        if (order is null)
            return Output.Refuse($"There is no order '{number}'.");
        if (parsed.GetValue(Json))
            Output.WriteJson(Document(order));
        else
            Write(order);
        return 0;
    }

    private static object Document(Order order) => new
    {
        order.Id,
        order.OrderNumber,
        order.Date,
        order.Origin,
        Stage = WireName.Of(order.Stage),
        Status = WireName.Of(order.Status),
        PaymentStatus = WireName.Of(order.PaymentStatus),
        ShipmentStatus = WireName.Of(order.ShipmentStatus),
        InvoiceStatus = WireName.Of(order.InvoiceStatus),
        order.ReadyToFulfil,
        order.Currency,
        order.TotalNet,
        order.TotalGross,
        Lines = order.LineItems.Select(l => new { l.Position, l.LineKey, l.Sku, l.ProductName, l.Quantity, l.UnitGross, l.TotalGross }),
        Payments = order.Payments.Select(p => new { p.ReferenceNumber, Status = WireName.Of(p.Status), p.Amount, p.RefundedAmount, p.Currency }),
        Packages = order.Packages.Select(p => new
        {
            p.Id,
            Carrier = WireName.Of(p.Carrier),
            p.TrackingId,
            p.Number,
            State = WireName.Of(p.State),
            Lines = p.LineItems.Select(l => new { l.Sku, l.Quantity }),
        }),
    };

    private static void Write(Order order)
    {
        Console.WriteLine($"Order {order.OrderNumber} ({order.Id}), from {order.Origin}: {WireName.Of(order.Stage)}");
        Console.WriteLine(
            $"{WireName.Of(order.Status)}, {WireName.Of(order.PaymentStatus)}, {WireName.Of(order.ShipmentStatus)}, {WireName.Of(order.InvoiceStatus)}"
            + (order.TotalGross is { } total ? $", {Text(total)} {order.Currency}" : string.Empty));
        foreach (var line in order.LineItems)
            Console.WriteLine($"  {line.Position}. {Text(line.Quantity)} x {line.Sku ?? line.ProductName ?? "-"}{(line.TotalGross is { } sum ? $": {Text(sum)}" : string.Empty)}");
        foreach (var payment in order.Payments)
            Console.WriteLine($"  Payment {payment.ReferenceNumber}: {WireName.Of(payment.Status)}, {Text(payment.Amount)} {payment.Currency}, {Text(payment.RefundedAmount)} went back");
        foreach (var package in order.Packages)
        {
            var contents = string.Join(", ", package.LineItems.Select(l => $"{Text(l.Quantity)} x {l.Sku ?? "-"}"));
            Console.WriteLine($"  Package {WireName.Of(package.Carrier)} {package.TrackingId}: {WireName.Of(package.State)}{(contents.Length > 0 ? $" ({contents})" : string.Empty)}");
        }
    }

    private static string Text(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
