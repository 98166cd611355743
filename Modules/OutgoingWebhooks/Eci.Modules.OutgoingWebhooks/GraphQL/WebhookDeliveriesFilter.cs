using Eci.Modules.OutgoingWebhooks.Data;
using Eci.Web.GraphQL;
using GraphQL.Types;

namespace Eci.Modules.OutgoingWebhooks.GraphQL;

/// <summary>Which deliveries are listed; null: any.</summary>
internal sealed class WebhookDeliveriesFilter
{
    public string? WebhookEndpointId { get; set; }

    public WebhookDeliveryStatus? Status { get; set; }

    public string? EventType { get; set; }

    public DateTimeOffset? From { get; set; }

    public DateTimeOffset? To { get; set; }

    public IQueryable<WebhookDelivery> Apply(IQueryable<WebhookDelivery> rows)
    {
        if (WebhookEndpointId is { } endpointId)
            rows = rows.Where(d => d.EndpointId == endpointId);
        if (Status is { } status)
            rows = rows.Where(d => d.Status == status);
        if (EventType is { } eventType)
            rows = rows.Where(d => d.EventType == eventType);
        if (From is { } from)
            rows = rows.Where(d => d.CreatedAt >= from);
        if (To is { } to)
            rows = rows.Where(d => d.CreatedAt < to);
        return rows;
    }
}

internal sealed class WebhookDeliveriesFilterInputType : InputObjectGraphType<WebhookDeliveriesFilter>
{
    public WebhookDeliveriesFilterInputType()
    {
        Name = "WebhookDeliveriesFilterInput";
        Field<IdGraphType>("webhookEndpointId");
        Field<WireEnumGraphType<WebhookDeliveryStatus>>("status");
        Field<StringGraphType>("eventType");
        Field<UtcDateTimeGraphType>("from").Description("Created then or later.");
        Field<UtcDateTimeGraphType>("to").Description("Created before.");
    }
}
