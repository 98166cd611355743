using Eci.Management.Kinds;
using Eci.Web.GraphQL;
using GraphQL.Types;

namespace Eci.Management.Apps.GraphQL;

internal sealed class AppKindType : ObjectGraphType<IAppKind>
{
    public AppKindType()
    {
        Name = "AppKind";
        Description = "A kind of app: what it needs to be created.";
        Field<string>("kind").Resolve(c => c.Source.Kind);
        Field<string>("label").Description("How people call it.").Resolve(c => c.Source.Label);
        Field<string>("role").Description("What its apps do in integrations.").Resolve(c => c.Source.Role);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<KindFieldGraphType>>>>("settings").Resolve(c => c.Source.Settings.Fields);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<KindFieldGraphType>>>>("credentials").Resolve(c => c.Source.Credentials.Fields);
        Field<string>("webhookPath", nullable: true).Description("Where its third party calls the hub; null: it does not.").Resolve(c => c.Source.Webhook?.Path);
        Field<BooleanGraphType>("webhookTakesSecret").Description("Calls carry a secret; false: the address is the secret.").Resolve(c => c.Source.Webhook?.TakesSecret);
    }
}

internal sealed class KindFieldGraphType : ObjectGraphType<KindField>
{
    public KindFieldGraphType()
    {
        Name = "KindField";
        Description = "A setting or credential.";
        Field<string>("name").Resolve(c => c.Source.Name);
        Field<NonNullGraphType<WireEnumGraphType<KindFieldType>>>("type").Resolve(c => c.Source.Type);
        Field<string>("description").Resolve(c => c.Source.Description);
        Field<bool>("required").Resolve(c => c.Source.Required);
        Field<bool>("secret").Description("Never shown again.").Resolve(c => c.Source.IsSecret);
        Field<string>("default", nullable: true).Resolve(c => c.Source.Default);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>>("words").Description("What a list may hold.").Resolve(c => c.Source.Words);
    }
}
