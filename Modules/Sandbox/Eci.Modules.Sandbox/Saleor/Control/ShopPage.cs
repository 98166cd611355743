using System.Globalization;
using System.Net.Mime;
using System.Text;
using System.Text.Encodings.Web;
using Eci.Modules.Sandbox.Saleor.Desk;
using Eci.Modules.Sandbox.Saleor.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Eci.Modules.Sandbox.Saleor.Control;

/// <summary>The shop for the eye: orders, what became of them, and a button that places one.</summary>
internal static class ShopPage
{
    private static readonly CompositeFormat Page = CompositeFormat.Parse(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="refresh" content="5">
        <title>Saleor sandbox</title>
        <style>
        body {{ font: 16px/1.5 system-ui, sans-serif; color: #222; max-width: 72rem; margin: 2rem auto; padding: 0 1rem }}
        h1 {{ margin: 0 }}
        p {{ margin: .25rem 0 1rem; color: #555 }}
        form {{ display: inline }}
        button {{ font: inherit; padding: .4rem .9rem; border: 1px solid #1d4ed8; border-radius: .4rem; background: #1d4ed8; color: #fff; cursor: pointer }}
        button.plain {{ background: #fff; color: #1d4ed8 }}
        table {{ border-collapse: collapse; width: 100%; margin-top: 1.5rem }}
        th, td {{ text-align: left; vertical-align: top; padding: .5rem .75rem; border-bottom: 1px solid #ddd }}
        td.number {{ text-align: right }}
        td.number, small {{ white-space: nowrap }}
        .wide {{ overflow-x: auto }}
        small {{ color: #666 }}
        </style>
        </head>
        <body>
        <h1>Saleor sandbox</h1>
        <p>The shop of the demo, played by this host. Its API is at <code>{0}</code>.</p>
        <form method="post" action="{1}/page/orders"><button>Place an order</button></form>
        <form method="post" action="{1}/page/orders?paid=false"><button class="plain">Place an unpaid order</button></form>
        {2}
        </body>
        </html>
        """);

    public static void MapShopPage(this RouteGroupBuilder saleor)
    {
        saleor.MapGet("/", ShowAsync).ExcludeFromDescription();
        saleor.MapPost("/page/orders", PlaceAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(SaleorShop shop, CancellationToken cancellationToken)
    {
        var orders = await shop.ReadAsync(OrderView.Latest, cancellationToken);
        var html = string.Format(CultureInfo.InvariantCulture, Page, Safe(shop.ApiAddress), SaleorSimulator.BasePath, Table(orders));
        return Results.Text(html, MediaTypeNames.Text.Html, Encoding.UTF8);
    }

    private static async Task<IResult> PlaceAsync(SaleorShop shop, CancellationToken cancellationToken, bool paid = true)
    {
        await shop.ChangeAsync(new OrderPlacing(new PlaceOrder { Paid = paid }), null, cancellationToken);
        return Results.LocalRedirect(SaleorSimulator.BasePath);
    }

    private static string Table(IReadOnlyList<OrderView> orders)
    {
        if (orders.Count == 0)
            return "<p>Nobody has ordered anything yet.</p>";
        var rows = string.Concat(orders.Select(Row));
        return $"<div class=\"wide\"><table><thead><tr><th>Order</th><th>Customer</th><th>Items</th><th>Total</th><th>Payment</th><th>Status</th><th>Fulfilments</th></tr></thead><tbody>{rows}</tbody></table></div>";
    }

    private static string Row(OrderView order) => string.Create(CultureInfo.InvariantCulture, $"""
        <tr>
        <td><a href="{SaleorSimulator.BasePath}/orders/{Safe(order.Number)}">{Safe(order.Number)}</a><br><small>{order.Created:yyyy-MM-dd HH:mm} UTC</small></td>
        <td>{Safe(order.Email)}</td>
        <td>{string.Join("<br>", order.Lines.Select(line => $"{line.Quantity} × {Safe(line.Name)} <small>{Safe(line.Sku)}</small>"))}</td>
        <td class="number">{order.Total:0.00} {Safe(order.Currency)}</td>
        <td>{Words(order.PaymentStatus)}</td>
        <td>{Words(order.Status)}</td>
        <td>{string.Join("<br>", order.Fulfillments.Select(Parcel))}</td>
        </tr>
        """);

    private static string Parcel(FulfillmentView fulfillment)
    {
        var tracking = fulfillment.TrackingNumber.Length > 0 ? Safe(fulfillment.TrackingNumber) : "no tracking number";
        var carrier = Safe(fulfillment.Metadata.GetValueOrDefault("carrier"));
        var state = fulfillment.Metadata.TryGetValue("state", out var told) ? $", parcel {Words(told)}" : "";
        return $"{carrier} {tracking}<br><small>{Words(fulfillment.Status)}{state}</small>";
    }

    private static string Words(string constant) => Safe(constant.Replace('_', ' ').ToLowerInvariant());

    private static string Safe(string? text) => HtmlEncoder.Default.Encode(text ?? "");
}
