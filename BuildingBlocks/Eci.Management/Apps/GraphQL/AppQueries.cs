using Eci.Core;
using Eci.Management.GraphQL;
using Eci.Management.Kinds;
using Eci.Web.GraphQL;
using Eci.Web.GraphQL.Connections;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;

namespace Eci.Management.Apps.GraphQL;

/// <summary>What GraphQL can ask about apps.</summary>
internal sealed class AppQueries(KindCatalog kinds) : IGraphQLContribution
{
    private const string Id = "id";
    private const string Filter = "filter";

    public void Contribute(GraphQLComposition schema)
    {
        schema.Query.Field<NonNullGraphType<ListGraphType<NonNullGraphType<AppKindType>>>>("appKinds")
            .Description("Every kind of app, with the settings and credentials it takes.")
            .RequireScope(Scopes.ReadApps)
            .Resolve(_ => kinds.Apps);
        schema.Query.Field<AppType>("app")
            .Description("The app with this id; null when there is none.")
            .Argument<NonNullGraphType<IdGraphType>>(Id)
            .RequireScope(Scopes.ReadApps)
            .Resolve(c => c.Loaders().AppById.LoadAsync(c.GetArgument<string>(Id)));
        schema.Query.Connection<AppType, App>("apps", new ConnectionSource<App>(
                Rows,
                SortKey.By<App, string>("ID", app => app.Id),
                [SortKey.By<App, DateTimeOffset>("CREATED_AT", app => app.CreatedAt), SortKey.By<App, string>("NAME", app => app.Name)]))
            .Description("Apps of the tenant.")
            .Argument<AppFilterInputType>(Filter)
            .RequireScope(Scopes.ReadApps);
    }

    private static IQueryable<App> Rows(IResolveFieldContext context)
    {
        var rows = context.Rows<App>();
        if (context.GetArgument<object?>(Filter) is not IDictionary<string, object?> given)
            return rows;
        var filter = new InputValues(given);
        if (filter.Text(AppFilterInputType.Kind) is { } kind)
            rows = rows.Where(app => EF.Property<string>(app, "Kind") == kind);
        if (filter.Boolean(AppFilterInputType.Enabled) is { } enabled)
            rows = rows.Where(app => app.Enabled == enabled);
        return rows;
    }
}
