using Eci.Modules.OutgoingWebhooks.Contracts;
using Eci.Modules.OutgoingWebhooks.Management;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Builders;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.OutgoingWebhooks.GraphQL;

/// <summary>What GraphQL can change about outgoing webhooks.</summary>
internal sealed class WebhookMutations : IGraphQLContribution
{
    private const string Id = "id";
    private const string Input = "input";
    private const string Enabled = "enabled";

    public void Contribute(GraphQLComposition schema)
    {
        Answer(
            schema.Mutation.Field<NonNullGraphType<WebhookEndpointWithSecretType>>("createWebhookEndpoint")
                .Description("Subscribes an address to events. The answer holds its secret, which is shown this once.")
                .Argument<NonNullGraphType<CreateWebhookEndpointInputType>>(Input),
            Scopes.ManageWebhooks,
            CreateAsync);
        Answer(
            schema.Mutation.Field<NonNullGraphType<WebhookEndpointType>>("updateWebhookEndpoint")
                .Description("Changes address, description or event types of an endpoint.")
                .Argument<NonNullGraphType<UpdateWebhookEndpointInputType>>(Input),
            Scopes.ManageWebhooks,
            UpdateAsync);
        Answer(
            schema.Mutation.Field<NonNullGraphType<WebhookEndpointType>>("setWebhookEndpointEnabled")
                .Description("Switches an endpoint on or off. While it is off nothing is sent or kept for it.")
                .Argument<NonNullGraphType<IdGraphType>>(Id)
                .Argument<NonNullGraphType<BooleanGraphType>>(Enabled),
            Scopes.ManageWebhooks,
            async c => await Endpoints(c).SetEnabledAsync(c.GetArgument<string>(Id), c.GetArgument<bool>(Enabled), c.CancellationToken));
        Answer(
            schema.Mutation.Field<NonNullGraphType<WebhookEndpointType>>("deleteWebhookEndpoint")
                .Description("Forgets an endpoint and its secrets. The log of its deliveries stays for as long as it is kept.")
                .Argument<NonNullGraphType<IdGraphType>>(Id),
            Scopes.ManageWebhooks,
            async c => await Endpoints(c).DeleteAsync(c.GetArgument<string>(Id), c.CancellationToken));
        Answer(
            schema.Mutation.Field<NonNullGraphType<WebhookEndpointWithSecretType>>("rotateWebhookEndpointSecret")
                .Description("Makes a new secret. For the grace time requests are signed with the old ones too.")
                .Argument<NonNullGraphType<RotateWebhookEndpointSecretInputType>>(Input),
            Scopes.ManageWebhooks,
            RotateAsync);
        ContributeSending(schema);
    }

    private static void ContributeSending(GraphQLComposition schema)
    {
        Answer(
            schema.Mutation.Field<NonNullGraphType<WebhookDeliveryType>>("sendTestWebhook")
                .Description("Sends an event of the type webhook.test once. Ask webhookDeliveries what became of it.")
                .Argument<NonNullGraphType<IdGraphType>>(Id),
            Scopes.ManageWebhooks,
            async c => await Deliveries(c).TestAsync(c.GetArgument<string>(Id), c.CancellationToken));
        Answer(
            schema.Mutation.Field<NonNullGraphType<WebhookDeliveryType>>("resendWebhookDelivery")
                .Description("Sends an event again at once, with the same webhook-id.")
                .Argument<NonNullGraphType<IdGraphType>>(Id),
            Scopes.ReplayEvents,
            async c => await Deliveries(c).ResendAsync(c.GetArgument<string>(Id), c.CancellationToken));
        Answer(
            schema.Mutation.Field<NonNullGraphType<ResentWebhookDeliveriesType>>("resendFailedWebhookDeliveries")
                .Description($"Sends again what failed in a time range, the oldest first, up to {DeliveryService.MaxResent}.")
                .Argument<NonNullGraphType<ResendFailedWebhookDeliveriesInputType>>(Input),
            Scopes.ReplayEvents,
            ResendFailedAsync);
    }

    private static async Task<object?> CreateAsync(IResolveFieldContext context)
    {
        var input = context.GetArgument<CreateWebhookEndpoint>(Input);
        return await Endpoints(context).CreateAsync(new EndpointDraft(input.Url, input.Description, input.EventTypes ?? []), context.CancellationToken);
    }

    private static async Task<object?> UpdateAsync(IResolveFieldContext context)
    {
        var input = context.GetArgument<UpdateWebhookEndpoint>(Input);
        return await Endpoints(context).UpdateAsync(
            new EndpointChange(input.Id, input.Url, input.Description, input.EventTypes), context.CancellationToken);
    }

    private static async Task<object?> RotateAsync(IResolveFieldContext context)
    {
        var input = context.GetArgument<RotateWebhookEndpointSecret>(Input);
        return await Endpoints(context).RotateAsync(input.Id, input.GraceHours ?? EndpointSecrets.UsualGraceHours, context.CancellationToken);
    }

    private static async Task<object?> ResendFailedAsync(IResolveFieldContext context)
    {
        var input = context.GetArgument<ResendFailedWebhookDeliveries>(Input);
        return await Deliveries(context).ResendFailedAsync(input.WebhookEndpointId, input.From, input.To, context.CancellationToken);
    }

    /// <summary>Gives the field its scope and its work, whose refusals become errors.</summary>
    private static void Answer(FieldBuilder<object?, object> field, string scope, Func<IResolveFieldContext, Task<object?>> work) =>
        field.RequireScope(scope).ResolveAsync(async context =>
        {
            try
            {
                return await work(context);
            }
            catch (WebhookRefusedException refusal)
            {
                throw new GraphQLError(refusal.Code, refusal.Message);
            }
            catch (DbUpdateConcurrencyException)
            {
                throw new GraphQLError("CONFLICT", "It was changed at the same time; try again.");
            }
        });

    private static EndpointService Endpoints(IResolveFieldContext context) => context.RequestServices!.GetRequiredService<EndpointService>();

    private static DeliveryService Deliveries(IResolveFieldContext context) => context.RequestServices!.GetRequiredService<DeliveryService>();
}
