using Eci.Core;
using Eci.Management.Apps.GraphQL;
using Eci.Management.GraphQL;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL.Types;

namespace Eci.Management.Webhooks.GraphQL;

internal sealed class WebhookType : ObjectGraphType<IncomingWebhook>
{
    public WebhookType(WebhookAddresses addresses)
    {
        Name = "Webhook";
        Description = "An address that a third party calls.";
        Field<NonNullGraphType<IdGraphType>>("id").Description("Part of the address: keep it as you would keep a password.").Resolve(c => c.Source.Id);
        Field<string>("name", nullable: true).Description("For people.").Resolve(c => c.Source.Name);
        Field<NonNullGraphType<AppType>>("app").RequireScope(Scopes.ReadApps).Resolve(c => c.Loaders().AppById.LoadAsync(c.Source.AppId));
        Field<NonNullGraphType<StringGraphType>>("url")
            .Description("What the third party calls; only the path when Eci:PublicUrl is not set.")
            .Resolve(c => c.Loaders().AppById.LoadAsync(c.Source.AppId).Then(app => addresses.Of(c.Source, app!)));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<WebhookSecretType>>>>("secrets")
            .Description("Secrets that calls may carry, never their text; none where the address is the secret.")
            .Resolve(c => c.Loaders().SecretsByWebhook.LoadAsync(c.Source.Id));
        Field<UtcDateTimeGraphType>("expiresAt").Description("The address is unknown from then on; null: never.").Resolve(c => c.Source.ExpiresAt);
        Field<DateTimeOffset>("createdAt").Resolve(c => c.Source.CreatedAt);
    }
}

internal sealed class WebhookSecretType : ObjectGraphType<WebhookSecret>
{
    public WebhookSecretType()
    {
        Name = "WebhookSecret";
        Description = "A secret that calls of a webhook may carry. Its text was shown once.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<DateTimeOffset>("createdAt").Resolve(c => c.Source.CreatedAt);
        Field<UtcDateTimeGraphType>("expiresAt").Description("Refused from then on; null: never.").Resolve(c => c.Source.ExpiresAt);
    }
}

internal sealed class IssuedWebhookType : ObjectGraphType<IssuedWebhook>
{
    public IssuedWebhookType(WebhookAddresses addresses)
    {
        Name = "IssuedWebhook";
        Description = "A webhook and what is told only once.";
        Field<NonNullGraphType<WebhookType>>("webhook").Resolve(c => c.Source.Webhook);
        Field<string>("url").Description("What the third party calls.").Resolve(c => addresses.Of(c.Source.Webhook, c.Source.Webhook.App!));
        Field<string>("secret", nullable: true).Description("Shown now and never again; null where there is no new one.").Resolve(c => c.Source.Secret);
    }
}
