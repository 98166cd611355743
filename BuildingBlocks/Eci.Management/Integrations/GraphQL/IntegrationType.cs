using Eci.Core;
using Eci.Management.Apps.GraphQL;
using Eci.Management.GraphQL;
using Eci.Management.Kinds;
using Eci.Management.Subscriptions;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL.Types;

namespace Eci.Management.Integrations.GraphQL;

internal sealed class IntegrationType : ObjectGraphType<Integration>
{
    public IntegrationType(KindCatalog kinds)
    {
        Name = "Integration";
        Description = "What a tenant pays for: joins apps to a purpose.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<string>("name").Resolve(c => c.Source.Name);
        Field<string>("kind").Resolve(c => kinds.Of(c.Source).Kind);
        Field<bool>("enabled").Description("The tenant's switch.").Resolve(c => c.Source.Enabled);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<SettingType>>>>("settings").Resolve(c => Setting.Of(kinds.Of(c.Source).SettingsOf(c.Source)));
        Field<SubscriptionType>("subscription")
            .Description("Who pays; null: nobody, so that it does not work.")
            .RequireScope(Scopes.ReadApps)
            .Resolve(c => c.Source.SubscriptionId is { } id ? c.Loaders().SubscriptionById.LoadAsync(id) : null);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<IntegrationAppType>>>>("apps")
            .RequireScope(Scopes.ReadApps)
            .Resolve(c => c.Loaders().LinksByIntegration.LoadAsync(c.Source.Id));
        Field<DateTimeOffset>("createdAt").Resolve(c => c.Source.CreatedAt);
        Field<DateTimeOffset>("updatedAt").Resolve(c => c.Source.UpdatedAt);
    }
}

internal sealed class IntegrationAppType : ObjectGraphType<IntegrationApp>
{
    public IntegrationAppType()
    {
        Name = "IntegrationApp";
        Description = "An app's part in an integration.";
        Field<string>("role").Description("What it does there.").Resolve(c => c.Source.Role);
        Field<NonNullGraphType<AppType>>("app").Resolve(c => c.Source.App);
    }
}

internal sealed class IntegrationFilterInputType : InputObjectGraphType
{
    public const string Kind = "kind";
    public const string Enabled = "enabled";

    public IntegrationFilterInputType()
    {
        Name = "IntegrationFilterInput";
        Field<StringGraphType>(Kind).Description("Only integrations of this kind.");
        Field<BooleanGraphType>(Enabled).Description("Only integrations that are switched on, or off.");
    }
}
