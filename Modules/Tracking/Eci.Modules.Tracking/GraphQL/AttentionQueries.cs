using Eci.Commerce;
using Eci.Commerce.Api.GraphQL;
using Eci.Persistence;
using Eci.Vocabulary;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Tracking.GraphQL;

/// <summary>The packages that somebody of the shop should look at.</summary>
internal sealed class AttentionQueries : IGraphQLContribution
{
    private const string Reason = "reason";
    private const string First = "first";
    private const int UsualPage = 50;
    private const int LargestPage = 200;

    public void Contribute(GraphQLComposition schema) =>
        schema.Query.Field<NonNullGraphType<ListGraphType<NonNullGraphType<PackageType>>>>("packagesNeedingAttention")
            .Description("The parcels that somebody should look at, the one that waits longest first.")
            .DeprecationReason("Use packages(filter: {needsAttention: true}).")
            .Argument<WireEnumGraphType<AttentionReason>>(Reason, "Only those with this reason.")
            .Argument<IntGraphType>(First, $"At most so many, 1 to {LargestPage}.", argument => argument.DefaultValue = UsualPage)
            .RequireScope(Scopes.ReadPackages)
            .ResolveAsync(async context => await FindAsync(context));

    private static Task<List<Package>> FindAsync(IResolveFieldContext context)
    {
        var first = context.GetArgument<int?>(First) ?? UsualPage;
        if (first is < 1 or > LargestPage)
            throw new GraphQLError("INVALID_PAGE_SIZE", $"'{First}' must be from 1 to {LargestPage}.");

        var packages = context.RequestServices!.GetRequiredService<EciDbContext>().Set<Package>().AsNoTracking().Where(p => p.AttentionSince != null);
        if (context.GetArgument<AttentionReason?>(Reason) is { } reason)
            packages = packages.Where(p => p.AttentionReason == reason);
        return packages.OrderBy(p => p.AttentionSince).ThenBy(p => p.Id).Take(first).ToListAsync(context.CancellationToken);
    }
}
