using Eci.Commerce;
using Eci.Commerce.Api.GraphQL;
using Eci.Commerce.CarrierDetection;
using Eci.Modules.Tracking.CorrectPackage;
using Eci.Persistence;
using Eci.Vocabulary;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Tracking.GraphQL;

/// <summary>What people can change about parcels.</summary>
internal sealed class PackageMutations : IGraphQLContribution
{
    private const string PackageId = "packageId";
    private const string CarrierName = "carrier";

    public void Contribute(GraphQLComposition schema)
    {
        schema.Mutation.Field<NonNullGraphType<PackageType>>("correctCarrier")
            .Description("Moves a parcel to the carrier that really has it. Its events stay as history; its state starts over.")
            .Argument<NonNullGraphType<IdGraphType>>(PackageId)
            .Argument<NonNullGraphType<WireEnumGraphType<Carrier>>>(CarrierName)
            .RequireScope(Scopes.WritePackages)
            .ResolveAsync(async context => await CorrectCarrierAsync(context));
        schema.Mutation.Field<NonNullGraphType<PackageType>>("resolveAttention")
            .Description("Says that a parcel was looked after: it needs no attention until a reason comes anew.")
            .Argument<NonNullGraphType<IdGraphType>>(PackageId)
            .RequireScope(Scopes.WritePackages)
            .ResolveAsync(async context => await ResolveAttentionAsync(context));
    }

    private static async Task<Package> CorrectCarrierAsync(IResolveFieldContext context)
    {
        var (packageId, carrier) = (context.GetArgument<string>(PackageId), context.GetArgument<Carrier>(CarrierName));
        var corrections = context.RequestServices!.GetRequiredService<ICarrierCorrection>();
        return await corrections.CorrectAsync(packageId, carrier, By(context), context.CancellationToken) switch
        {
            CarrierCorrectionResult.UnknownPackage => throw Unknown(),
            CarrierCorrectionResult.NumberTaken => throw new GraphQLError(
                "PACKAGE_EXISTS", $"Another parcel has this number with {WireName.Of(carrier)} already."),
            _ => await ReadAsync(context, packageId),
        };
    }

    private static async Task<Package> ResolveAttentionAsync(IResolveFieldContext context)
    {
        var packageId = context.GetArgument<string>(PackageId);
        var resolver = context.RequestServices!.GetRequiredService<AttentionResolver>();
        return await resolver.ResolveAsync(packageId, By(context), context.CancellationToken) ? await ReadAsync(context, packageId) : throw Unknown();
    }

    private static Task<Package> ReadAsync(IResolveFieldContext context, string packageId) =>
        context.RequestServices!.GetRequiredService<EciDbContext>().Set<Package>().AsNoTracking()
            .SingleAsync(p => p.Id == packageId, context.CancellationToken);

    private static string By(IResolveFieldContext context) => context.Caller()?.KeyId is { } key ? $"API key {key}" : "a user";

    private static GraphQLError Unknown() => new("PACKAGE_NOT_FOUND", "There is no such parcel.");
}
