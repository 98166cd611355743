using Eci.Core;
using Eci.Management.GraphQL;
using Eci.Web.GraphQL;
using Eci.Web.GraphQL.Connections;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;

namespace Eci.Management.Integrations.GraphQL;

/// <summary>What GraphQL can ask about integrations.</summary>
internal sealed class IntegrationQueries : IGraphQLContribution
{
    private const string Id = "id";
    private const string Filter = "filter";

    public void Contribute(GraphQLComposition schema)
    {
        schema.Query.Field<IntegrationType>("integration")
            .Description("The integration with this id; null when there is none.")
            .Argument<NonNullGraphType<IdGraphType>>(Id)
            .RequireScope(Scopes.ReadApps)
            .ResolveAsync(async c => await FindAsync(c));
        schema.Query.Connection<IntegrationType, Integration>("integrations", new ConnectionSource<Integration>(
                Rows,
                SortKey.By<Integration, string>("ID", integration => integration.Id),
                [
                    SortKey.By<Integration, DateTimeOffset>("CREATED_AT", integration => integration.CreatedAt),
                    SortKey.By<Integration, string>("NAME", integration => integration.Name),
                ]))
            .Description("Integrations of the tenant.")
            .Argument<IntegrationFilterInputType>(Filter)
            .RequireScope(Scopes.ReadApps);
    }

    private static Task<Integration?> FindAsync(IResolveFieldContext context)
    {
        var id = context.GetArgument<string>(Id);
        return context.Rows<Integration>().SingleOrDefaultAsync(integration => integration.Id == id, context.CancellationToken);
    }

    private static IQueryable<Integration> Rows(IResolveFieldContext context)
    {
        var rows = context.Rows<Integration>();
        if (context.GetArgument<object?>(Filter) is not IDictionary<string, object?> given)
            return rows;
        var filter = new InputValues(given);
        if (filter.Text(IntegrationFilterInputType.Kind) is { } kind)
            rows = rows.Where(integration => EF.Property<string>(integration, "Kind") == kind);
        if (filter.Boolean(IntegrationFilterInputType.Enabled) is { } enabled)
            rows = rows.Where(integration => integration.Enabled == enabled);
        return rows;
    }
}
