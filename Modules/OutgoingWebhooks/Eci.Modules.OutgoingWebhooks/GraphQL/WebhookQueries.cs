using Eci.Modules.OutgoingWebhooks.Data;
using Eci.Persistence;
using Eci.Web.GraphQL;
using Eci.Web.GraphQL.Connections;
using Eci.Web.Security;
using GraphQL;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.OutgoingWebhooks.GraphQL;

/// <summary>What GraphQL can ask about outgoing webhooks.</summary>
internal sealed class WebhookQueries : IGraphQLContribution
{
    private const string Filter = "filter";

    public void Contribute(GraphQLComposition schema)
    {
        schema.Query.Connection<WebhookEndpointType, WebhookEndpoint>("webhookEndpoints", new ConnectionSource<WebhookEndpoint>(
                c => Database(c).Set<WebhookEndpoint>().AsNoTracking(),
                SortKey.By<WebhookEndpoint, string>("ID", e => e.Id),
                [SortKey.By<WebhookEndpoint, DateTimeOffset>("CREATED_AT", e => e.CreatedAt)]))
            .Description("Addresses of your own that events are sent to.")
            .RequireScope(Scopes.ReadApps);
        schema.Query.Connection<WebhookDeliveryType, WebhookDelivery>("webhookDeliveries", new ConnectionSource<WebhookDelivery>(
                c => (c.GetArgument<WebhookDeliveriesFilter?>(Filter) ?? new()).Apply(Database(c).Set<WebhookDelivery>().AsNoTracking()),
                SortKey.By<WebhookDelivery, string>("ID", d => d.Id),
                [SortKey.By<WebhookDelivery, DateTimeOffset>("CREATED_AT", d => d.CreatedAt)]))
            .Description("The log of what was and is to be sent to webhook endpoints.")
            .Argument<WebhookDeliveriesFilterInputType>(Filter)
            .RequireScope(Scopes.ReadApps);
    }

    private static EciDbContext Database(IResolveFieldContext context) => context.RequestServices!.GetRequiredService<EciDbContext>();
}
