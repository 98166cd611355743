using Eci.Modules.Saleor.Connection.Installation;
using Eci.Modules.Saleor.Contracts;
using Eci.Web.GraphQL;
using GraphQL.Types;

namespace Eci.Modules.Saleor.Connection.GraphQL;

internal sealed class SaleorInstallationType : ObjectGraphType<SaleorInstallation>
{
    public SaleorInstallationType()
    {
        Name = "SaleorInstallation";
        Description = "The Saleor shop that an app is connected with.";
        Field<NonNullGraphType<IdGraphType>>("appId").Resolve(c => c.Source.AppId);
        Field<NonNullGraphType<StringGraphType>>("apiUrl").Description("The shop's GraphQL endpoint.").Resolve(c => c.Source.ApiUrl);
        Field<NonNullGraphType<StringGraphType>>("saleorAppId").Description("Id of the app in the shop.").Resolve(c => c.Source.SaleorAppId);
        Field<StringGraphType>("schemaVersion").Description("As the shop told when it installed the app.").Resolve(c => c.Source.SchemaVersion);
        Field<NonNullGraphType<UtcDateTimeGraphType>>("installedAt").Resolve(c => c.Source.InstalledAt);
        Field<UtcDateTimeGraphType>("refusedSince")
            .Description("Since when the shop refuses the token: the app was uninstalled there. Install it again with a new link. Null: it does not.")
            .Resolve(c => c.Source.RefusedSince);
    }
}

internal sealed class SaleorInstallLinkType : ObjectGraphType<SaleorInstallLinkShown>
{
    public SaleorInstallLinkType()
    {
        Name = "SaleorInstallLink";
        Description = "A link by which one shop can install an app, once.";
        Field<NonNullGraphType<IdGraphType>>("appId").Description("The app that the shop will be connected with.").Resolve(c => c.Source.AppId);
        Field<NonNullGraphType<StringGraphType>>("manifestUrl")
            .Description("To be entered in the shop's dashboard. Only a path where nobody said how the hub is reached.")
            .Resolve(c => c.Source.ManifestUrl);
        Field<NonNullGraphType<UtcDateTimeGraphType>>("expiresAt").Resolve(c => c.Source.ExpiresAt);
    }
}

internal sealed record CreateSaleorInstallLink(SaleorAppType Type, string? AppId, string? Name, int? ExpiresInMinutes);

internal sealed class CreateSaleorInstallLinkInputType : InputObjectGraphType<CreateSaleorInstallLink>
{
    public CreateSaleorInstallLinkInputType()
    {
        Name = "CreateSaleorInstallLinkInput";
        Field<NonNullGraphType<WireEnumGraphType<SaleorAppType>>>("type");
        Field<IdGraphType>("appId").Description("An app of that type; a new one is created when left out.");
        Field<StringGraphType>("name").Description("Name of the new app.");
        Field<IntGraphType>("expiresInMinutes").Description("How long the link can be used; a day when left out.");
    }
}
