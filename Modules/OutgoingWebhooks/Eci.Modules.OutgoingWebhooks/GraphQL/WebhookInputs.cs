using GraphQL.Types;

namespace Eci.Modules.OutgoingWebhooks.GraphQL;

/// <summary>Arguments of <c>createWebhookEndpoint</c>.</summary>
internal sealed class CreateWebhookEndpoint
{
    public string Url { get; set; } = string.Empty;

    public string? Description { get; set; }

    public List<string>? EventTypes { get; set; }
}

internal sealed class CreateWebhookEndpointInputType : InputObjectGraphType<CreateWebhookEndpoint>
{
    public CreateWebhookEndpointInputType()
    {
        Name = "CreateWebhookEndpointInput";
        Field<NonNullGraphType<StringGraphType>>("url").Description("https, a host of the public internet.");
        Field<StringGraphType>("description");
        Field<ListGraphType<NonNullGraphType<StringGraphType>>>("eventTypes").Description("What is sent; empty or left out: everything.");
    }
}

/// <summary>Arguments of <c>updateWebhookEndpoint</c>.</summary>
internal sealed class UpdateWebhookEndpoint
{
    public string Id { get; set; } = string.Empty;

    public string? Url { get; set; }

    public string? Description { get; set; }

    public List<string>? EventTypes { get; set; }
}

internal sealed class UpdateWebhookEndpointInputType : InputObjectGraphType<UpdateWebhookEndpoint>
{
    public UpdateWebhookEndpointInputType()
    {
        Name = "UpdateWebhookEndpointInput";
        Description = "What is left out stays as it is.";
        Field<NonNullGraphType<IdGraphType>>("id");
        Field<StringGraphType>("url");
        Field<StringGraphType>("description").Description("Empty: none.");
        Field<ListGraphType<NonNullGraphType<StringGraphType>>>("eventTypes").Description("Empty: everything.");
    }
}

/// <summary>Arguments of <c>rotateWebhookEndpointSecret</c>.</summary>
internal sealed class RotateWebhookEndpointSecret
{
    public string Id { get; set; } = string.Empty;

    public int? GraceHours { get; set; }
}

internal sealed class RotateWebhookEndpointSecretInputType : InputObjectGraphType<RotateWebhookEndpointSecret>
{
    public RotateWebhookEndpointSecretInputType()
    {
        Name = "RotateWebhookEndpointSecretInput";
        Field<NonNullGraphType<IdGraphType>>("id");
        Field<IntGraphType>("graceHours")
            .Description($"How long the old secrets go on signing beside the new one, 0 to {Management.EndpointSecrets.MaxGraceHours}; {Management.EndpointSecrets.UsualGraceHours} when left out.");
    }
}

/// <summary>Arguments of <c>resendFailedWebhookDeliveries</c>.</summary>
internal sealed class ResendFailedWebhookDeliveries
{
    public string WebhookEndpointId { get; set; } = string.Empty;

    public DateTimeOffset From { get; set; }

    public DateTimeOffset To { get; set; }
}

internal sealed class ResendFailedWebhookDeliveriesInputType : InputObjectGraphType<ResendFailedWebhookDeliveries>
{
    public ResendFailedWebhookDeliveriesInputType()
    {
        Name = "ResendFailedWebhookDeliveriesInput";
        Field<NonNullGraphType<IdGraphType>>("webhookEndpointId");
        Field<NonNullGraphType<Web.GraphQL.UtcDateTimeGraphType>>("from").Description("Created then or later.");
        Field<NonNullGraphType<Web.GraphQL.UtcDateTimeGraphType>>("to").Description("Created before.");
    }
}
