using Eci.Core;
using Eci.Management.GraphQL;
using Eci.Management.Integrations.GraphQL;
using Eci.Management.Kinds;
using Eci.Management.Webhooks.GraphQL;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL.Types;

namespace Eci.Management.Apps.GraphQL;

internal sealed class AppType : ObjectGraphType<App>
{
    public AppType(KindCatalog kinds, IEnumerable<IFieldsOf<App>> fields)
    {
        Name = "App";
        Description = "Connection and settings of one account in one third-party system.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<string>("name").Resolve(c => c.Source.Name);
        Field<string>("kind").Resolve(c => kinds.Of(c.Source).Kind);
        Field<string>("label").Description("How people call the kind.").Resolve(c => kinds.Of(c.Source).Label);
        Field<string>("role").Description("What it does in integrations.").Resolve(c => kinds.Of(c.Source).Role);
        Field<bool>("enabled").Description("The tenant's switch.").Resolve(c => c.Source.Enabled);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<SettingType>>>>("settings").Resolve(c => Setting.Of(kinds.Of(c.Source).SettingsOf(c.Source)));
        Field<bool>("hasCredentials").Description("Credentials are stored. They are never shown.").Resolve(c => kinds.Of(c.Source).HasCredentials(c.Source));
        Field<string>("cron", nullable: true).Description("The app's own schedule; null: its job's default.").Resolve(c => c.Source.CronSchedule);
        Field<string>("timeZone", nullable: true).Description("Of the schedule; null: the hub's default.").Resolve(c => c.Source.CronTimeZone);
        Field<IntGraphType>("timeoutSeconds").Description("Longest run; null: its job's default.").Resolve(c => (int?)c.Source.CronTimeout?.TotalSeconds);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<IntegrationType>>>>("integrations")
            .RequireScope(Scopes.ReadApps)
            .Resolve(c => c.Loaders().LinksByApp.LoadAsync(c.Source.Id).Then(links => links.Select(link => link.Integration).DistinctBy(i => i!.Id)));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<WebhookType>>>>("webhooks")
            .Description("Whoever knows the address of a webhook without secret can call it, so this needs the right to change apps.")
            .RequireScope(Scopes.ManageApps)
            .Resolve(c => c.Loaders().WebhooksByApp.LoadAsync(c.Source.Id));
        Field<DateTimeOffset>("createdAt").Resolve(c => c.Source.CreatedAt);
        Field<DateTimeOffset>("updatedAt").Resolve(c => c.Source.UpdatedAt);
        foreach (var more in fields)
            more.AddTo(this);
    }
}

internal sealed class AppFilterInputType : InputObjectGraphType
{
    public const string Kind = "kind";
    public const string Enabled = "enabled";

    public AppFilterInputType()
    {
        Name = "AppFilterInput";
        Field<StringGraphType>(Kind).Description("Only apps of this kind, see appKinds.");
        Field<BooleanGraphType>(Enabled).Description("Only apps that are switched on, or off.");
    }
}

internal sealed class ConnectionTestType : ObjectGraphType<ConnectionTest>
{
    public ConnectionTestType()
    {
        Name = "ConnectionTest";
        Description = "Whether the hub can work with the third party of an app.";
        Field<bool>("works").Resolve(c => c.Source.Works);
        Field<string>("message").Description("Why, or why not.").Resolve(c => c.Source.Message);
        Field<DateTimeOffset>("checkedAt").Resolve(c => c.Source.CheckedAt);
        Field<NonNullGraphType<IntGraphType>>("milliseconds").Description("How long it took.").Resolve(c => (int)c.Source.Duration.TotalMilliseconds);
    }
}
