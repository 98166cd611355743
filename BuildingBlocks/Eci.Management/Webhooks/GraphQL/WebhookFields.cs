using Eci.Core;
using Eci.Management.GraphQL;
using Eci.Web.GraphQL;
using Eci.Web.GraphQL.Connections;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;

namespace Eci.Management.Webhooks.GraphQL;

/// <summary>What GraphQL can ask and change about addresses that third parties call.</summary>
internal sealed class WebhookFields : IGraphQLContribution
{
    private const string Id = "id";
    private const string Filter = "filter";
    private const string SecretId = "secretId";

    public void Contribute(GraphQLComposition schema)
    {
        Queries(schema.Query);
        Mutations(schema.Mutation);
    }

    private static void Queries(ObjectGraphType query)
    {
        query.Field<WebhookType>("webhook")
            .Description("The webhook with this id; null when there is none.")
            .Argument<NonNullGraphType<IdGraphType>>(Id)
            .RequireScope(Scopes.ReadApps)
            .RequireScope(Scopes.ManageApps)
            .ResolveAsync(async c => await FindAsync(c));
        query.Connection<WebhookType, IncomingWebhook>("webhooks", new ConnectionSource<IncomingWebhook>(
                Rows,
                SortKey.By<IncomingWebhook, string>("ID", webhook => webhook.Id),
                [SortKey.By<IncomingWebhook, DateTimeOffset>("CREATED_AT", webhook => webhook.CreatedAt)]))
            .Description("Addresses that third parties call. Whoever knows one without secret can call it, so this needs the right to change apps.")
            .Argument<WebhookFilterInputType>(Filter)
            .RequireScope(Scopes.ReadApps)
            .RequireScope(Scopes.ManageApps);
    }

    private static void Mutations(ObjectGraphType mutation)
    {
        mutation.Field<NonNullGraphType<IssuedWebhookType>>("createWebhook")
            .Description("Gives an app an address that its third party can call. The secret, where there is one, is shown now and never again.")
            .Argument<NonNullGraphType<CreateWebhookInputType>>(InputValues.Argument)
            .RequireScope(Scopes.ManageApps)
            .ResolveAsync(CreateAsync);
        mutation.Field<NonNullGraphType<IssuedWebhookType>>("rotateWebhookSecret")
            .Description("Adds a secret, shown now and never again. The others are accepted until the grace period ends.")
            .Argument<NonNullGraphType<RotateWebhookInputType>>(InputValues.Argument)
            .RequireScope(Scopes.ManageApps)
            .ResolveAsync(c => Answers.OrErrorAsync(() => Service(c).RotateSecretAsync(WebhookId(c), GraceHours(c), c.CancellationToken)));
        mutation.Field<NonNullGraphType<IssuedWebhookType>>("replaceWebhook")
            .Description("Gives the app a new address where the address is the secret. The old one is good until the grace period ends.")
            .Argument<NonNullGraphType<RotateWebhookInputType>>(InputValues.Argument)
            .RequireScope(Scopes.ManageApps)
            .ResolveAsync(c => Answers.OrErrorAsync(() => Service(c).ReplaceAsync(WebhookId(c), GraceHours(c), c.CancellationToken)));
        mutation.Field<NonNullGraphType<WebhookType>>("revokeWebhookSecret")
            .Description("Refuses a secret from now on.")
            .Argument<NonNullGraphType<IdGraphType>>(SecretId)
            .RequireScope(Scopes.ManageApps)
            .ResolveAsync(c => Answers.OrErrorAsync(() => Service(c).RevokeSecretAsync(c.GetArgument<string>(SecretId), c.CancellationToken)));
        mutation.Field<NonNullGraphType<WebhookType>>("deleteWebhook")
            .Description("Takes an address away at once.")
            .Argument<NonNullGraphType<IdGraphType>>(Id)
            .RequireScope(Scopes.ManageApps)
            .ResolveAsync(c => Answers.OrErrorAsync(() => Service(c).DeleteAsync(c.GetArgument<string>(Id), c.CancellationToken)));
    }

    private static Task<IncomingWebhook?> FindAsync(IResolveFieldContext context)
    {
        var id = context.GetArgument<string>(Id);
        return context.Rows<IncomingWebhook>().SingleOrDefaultAsync(webhook => webhook.Id == id, context.CancellationToken);
    }

    private static IQueryable<IncomingWebhook> Rows(IResolveFieldContext context) =>
        context.GetArgument<object?>(Filter) is IDictionary<string, object?> given && new InputValues(given).Text(WebhookFilterInputType.AppId) is { } appId
            ? context.Rows<IncomingWebhook>().Where(webhook => webhook.AppId == appId)
            : context.Rows<IncomingWebhook>();

    private static Task<object?> CreateAsync(IResolveFieldContext<object?> context)
    {
        var input = InputValues.Of(context);
        return Answers.OrErrorAsync(() => Service(context).CreateAsync(
            input.Text(CreateWebhookInputType.AppId)!,
            input.Text(CreateWebhookInputType.WebhookName),
            input.Boolean(CreateWebhookInputType.WithSecret),
            context.CancellationToken));
    }

    private static string WebhookId(IResolveFieldContext context) => InputValues.Of(context).Text(RotateWebhookInputType.WebhookId)!;

    private static int GraceHours(IResolveFieldContext context) =>
        InputValues.Of(context).Integer(RotateWebhookInputType.GraceHours) ?? WebhookService.UsualGraceHours;

    private static WebhookService Service(IResolveFieldContext context) => context.Service<WebhookService>();
}
