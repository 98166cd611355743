using Eci.Modules.OutgoingWebhooks.Data;
using Eci.Modules.OutgoingWebhooks.Management;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.OutgoingWebhooks.GraphQL;

internal sealed class WebhookEndpointType : ObjectGraphType<WebhookEndpoint>
{
    public WebhookEndpointType()
    {
        Name = "WebhookEndpoint";
        Description = "An address of your own that events are sent to, signed as Standard Webhooks describes.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<string>("url").Resolve(c => c.Source.Url);
        Field<string>("description", nullable: true).Resolve(c => c.Source.Description);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>>("eventTypes").Description("What is sent; empty: everything.").Resolve(c => c.Source.EventTypeList);
        Field<bool>("enabled").Resolve(c => c.Source.DisabledAt is null);
        Field<UtcDateTimeGraphType>("disabledAt").Resolve(c => c.Source.DisabledAt);
        Field<WireEnumGraphType<WebhookDisabledReason>>("disabledReason")
            .Description("MANUAL: somebody switched it off; GONE: it answered 410; FAILING: it took nothing for days.")
            .Resolve(c => c.Source.DisabledReason);
        Field<UtcDateTimeGraphType>("failingSince")
            .Description("First failure since the last success; null when the last one succeeded.")
            .Resolve(c => Loaders(c).HealthOf(c.Source.Id).Then(health => health?.FailingSince));
        Field<UtcDateTimeGraphType>("pausedUntil")
            .Description("It asked to be left alone until then.")
            .Resolve(c => Loaders(c).HealthOf(c.Source.Id).Then(health => health?.PausedUntil));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<WebhookEndpointSecretType>>>>("secrets")
            .Description("Secrets that sign now, the newest first; never what they are.")
            .Resolve(c => Loaders(c).SecretsOf(c.Source.Id));
        Field<DateTimeOffset>("createdAt").Resolve(c => c.Source.CreatedAt);
        Field<DateTimeOffset>("updatedAt").Resolve(c => c.Source.UpdatedAt);
    }

    private static WebhookLoaders Loaders(IResolveFieldContext context) => context.RequestServices!.GetRequiredService<WebhookLoaders>();
}

internal sealed class WebhookEndpointSecretType : ObjectGraphType<EndpointSecret>
{
    public WebhookEndpointSecretType()
    {
        Name = "WebhookEndpointSecret";
        Description = "A secret that requests are signed with, without itself.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<DateTimeOffset>("createdAt").Resolve(c => c.Source.CreatedAt);
        Field<UtcDateTimeGraphType>("expiresAt").Description("Signs nothing from then on; null: the current one.").Resolve(c => c.Source.ExpiresAt);
    }
}

internal sealed class WebhookEndpointWithSecretType : ObjectGraphType<EndpointWithSecret>
{
    public WebhookEndpointWithSecretType()
    {
        Name = "WebhookEndpointWithSecret";
        Description = "An endpoint and a secret that is shown now and never again.";
        Field<NonNullGraphType<WebhookEndpointType>>("webhookEndpoint").Resolve(c => c.Source.Endpoint);
        Field<string>("secret").Description("whsec_ and base64. Keep it: it is shown this once.").Resolve(c => c.Source.Secret);
    }
}

internal sealed class WebhookDeliveryType : ObjectGraphType<WebhookDelivery>
{
    public WebhookDeliveryType()
    {
        Name = "WebhookDelivery";
        Description = "An event for an endpoint.";
        Field<NonNullGraphType<IdGraphType>>("id").Description("Sent as webhook-id, the same at each attempt.").Resolve(c => c.Source.Id);
        Field<NonNullGraphType<IdGraphType>>("webhookEndpointId").Resolve(c => c.Source.EndpointId);
        Field<WebhookEndpointType>("webhookEndpoint")
            .Description("Null when it was deleted.")
            .Resolve(c => c.RequestServices!.GetRequiredService<WebhookLoaders>().EndpointOf(c.Source.EndpointId));
        Field<string>("eventType").Resolve(c => c.Source.EventType);
        Field<NonNullGraphType<WireEnumGraphType<WebhookDeliveryStatus>>>("status")
            .Description("PENDING: an attempt is planned; DELIVERED; FAILED: none is planned any more.")
            .Resolve(c => c.Source.Status);
        Field<int>("attemptCount").Resolve(c => c.Source.Attempts);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<WebhookAttemptType>>>>("attempts")
            .Description("The last ten, the newest first.")
            .Resolve(c => c.RequestServices!.GetRequiredService<WebhookLoaders>().AttemptsOf(c.Source.Id));
        Field<UtcDateTimeGraphType>("nextAttemptAt").Description("Null when none is planned.").Resolve(c => c.Source.NextAttemptAt);
        Field<UtcDateTimeGraphType>("deliveredAt").Resolve(c => c.Source.DeliveredAt);
        Field<string>("note", nullable: true).Description("Why it is not delivered.").Resolve(c => c.Source.Note);
        Field<string>("payload").Description("The body, JSON.").RequireScope(Scopes.ReadEvents).Resolve(c => c.Source.Payload);
        Field<DateTimeOffset>("createdAt").Resolve(c => c.Source.CreatedAt);
    }
}

internal sealed class WebhookAttemptType : ObjectGraphType<WebhookAttempt>
{
    public WebhookAttemptType()
    {
        Name = "WebhookAttempt";
        Description = "One time that an event was sent.";
        Field<int>("number").Description("From 1.").Resolve(c => c.Source.Number);
        Field<DateTimeOffset>("time").Resolve(c => c.Source.Time);
        Field<double>("duration").Description("Seconds.").Resolve(c => c.Source.Milliseconds / 1000d);
        Field<NonNullGraphType<WireEnumGraphType<WebhookOutcome>>>("outcome").Resolve(c => c.Source.Outcome);
        Field<IntGraphType>("statusCode").Description("Null when there was no answer.").Resolve(c => c.Source.StatusCode);
        Field<string>("responseBody", nullable: true).Description("Begin of the answer.").Resolve(c => c.Source.ResponseBody);
    }
}

internal sealed class ResentWebhookDeliveriesType : ObjectGraphType<ResentDeliveries>
{
    public ResentWebhookDeliveriesType()
    {
        Name = "ResentWebhookDeliveries";
        Description = "What became of a request to send deliveries again.";
        Field<int>("count").Description("So many are sent again.").Resolve(c => c.Source.Count);
        Field<bool>("more").Description("More failed in the time range: ask again.").Resolve(c => c.Source.More);
    }
}
