using Eci.Management.GraphQL;
using Eci.Modules.Saleor.Connection.Installation;
using Eci.Modules.Saleor.Contracts;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Saleor.Connection.GraphQL;

/// <summary>What GraphQL can ask and change about the connections with shops.</summary>
internal sealed class InstallationFields : IGraphQLContribution
{
    private const string AppId = "appId";
    private const string Input = "input";

    public void Contribute(GraphQLComposition schema)
    {
        schema.Query.Field<SaleorInstallationType>("saleorInstallation")
            .Description("The shop that an app is connected with; null when none is.")
            .Argument<NonNullGraphType<IdGraphType>>(AppId)
            .RequireScope(Scopes.ReadApps)
            .ResolveAsync(async c => await Service<InstallationService>(c).FindAsync(c.GetArgument<string>(AppId), c.CancellationToken));
        schema.Mutation.Field<NonNullGraphType<SaleorInstallLinkType>>("createSaleorInstallLink")
            .Description("Makes a link by which one Saleor shop can install an app of the hub, once. It is shown now and never again.")
            .Argument<NonNullGraphType<CreateSaleorInstallLinkInputType>>(Input)
            .RequireScope(Scopes.ManageApps)
            .ResolveAsync(CreateAsync);
        schema.Mutation.Field<NonNullGraphType<IdGraphType>>("disconnectSaleorShop")
            .Description("Forgets the token of the shop that an app is connected with, and the app's install links. Gives the id of the app.")
            .Argument<NonNullGraphType<IdGraphType>>(AppId)
            .RequireScope(Scopes.ManageApps)
            .ResolveAsync(c => Answers.OrErrorAsync(async () =>
                (await Service<InstallationService>(c).DisconnectAsync(c.GetArgument<string>(AppId), c.CancellationToken)).Id));
    }

    private static Task<object?> CreateAsync(IResolveFieldContext<object?> context)
    {
        var input = context.GetArgument<CreateSaleorInstallLink>(Input);
        var wanted = new NewSaleorInstallLink(
            input.Type, input.AppId, input.Name, input.ExpiresInMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null);
        return Answers.OrErrorAsync(() => Service<ISaleorInstallLinks>(context).CreateAsync(wanted, context.CancellationToken));
    }

    private static T Service<T>(IResolveFieldContext context)
        where T : notnull => context.RequestServices!.GetRequiredService<T>();
}
