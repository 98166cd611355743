using Eci.Core;
using Eci.Web.GraphQL;
using Eci.Web.GraphQL.Connections;
using Eci.Web.Security;
using GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Management.Audit.GraphQL;

/// <summary>What GraphQL can ask about the audit log.</summary>
internal sealed class AuditFields : IGraphQLContribution
{
    private const string Filter = "filter";

    public void Contribute(GraphQLComposition schema) =>
        schema.Query.Connection<AuditEntryType, AuditEntry>("auditLog", new ConnectionSource<AuditEntry>(
                Find,
                SortKey.By<AuditEntry, string>("ID", e => e.Id),
                [SortKey.By<AuditEntry, DateTimeOffset>("TIME", e => e.Time)]))
            .Description("Who changed or did what, the newest first.")
            .Argument<AuditFilterInputType>(Filter)
            .RequireScope(Scopes.ReadAudit);

    private static IQueryable<AuditEntry> Find(IResolveFieldContext context)
    {
        var filter = context.GetArgument<AuditFilter?>(Filter) ?? AuditFilter.All;
        if (filter.From >= filter.To)
            throw new GraphQLError(GraphQLErrorCodes.InvalidArgument, "'from' must lie before 'to'.");
        return context.RequestServices!.GetRequiredService<AuditLog>().Find(filter);
    }
}
