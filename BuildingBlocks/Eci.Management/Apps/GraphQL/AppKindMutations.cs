using Eci.Management.GraphQL;
using Eci.Management.Kinds;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Types;

namespace Eci.Management.Apps.GraphQL;

/// <summary><c>createDhlApp</c>, <c>updateDhlApp</c> and the like, made from the descriptions of the kinds.</summary>
internal sealed class AppKindMutations(KindCatalog kinds) : IGraphQLContribution
{
    private const string Id = "id";
    private const string Name = "name";
    private const string Enabled = "enabled";

    public void Contribute(GraphQLComposition schema)
    {
        foreach (var kind in kinds.Apps)
            Contribute(schema.Mutation, kind);
    }

    private static void Contribute(ObjectGraphType mutation, IAppKind kind)
    {
        var name = KindInputTypes.NameOf(kind.Kind);
        var credentials = KindInputTypes.Of($"{name}AppCredentialsInput", kind.Credentials, whole: true);
        mutation.Field<NonNullGraphType<AppType>>($"create{name}App")
            .Description($"Creates an app of the kind {kind.Label}.")
            .Arguments(new QueryArgument(new NonNullGraphType(CreateInput(kind, name, credentials))) { Name = InputValues.Argument })
            .RequireScope(Scopes.ManageApps)
            .ResolveAsync(c => CreateAsync(c, kind));
        mutation.Field<NonNullGraphType<AppType>>($"update{name}App")
            .Description($"Changes an app of the kind {kind.Label}: what is given, and nothing else.")
            .Arguments(new QueryArgument(new NonNullGraphType(UpdateInput(kind, name, credentials))) { Name = InputValues.Argument })
            .RequireScope(Scopes.ManageApps)
            .ResolveAsync(c => UpdateAsync(c, kind));
    }

    private static InputObjectGraphType CreateInput(IAppKind kind, string name, InputObjectGraphType? credentials)
    {
        var input = new InputObjectGraphType { Name = $"Create{name}AppInput" };
        input.Field<NonNullGraphType<StringGraphType>>(Name).Description("For people.");
        input.Field<BooleanGraphType>(Enabled).Description("True when left out.");
        input.AddRecord(kind.Settings, KindInputTypes.Of($"Create{name}AppSettingsInput", kind.Settings, whole: true), required: true, "How it works.");
        input.AddRecord(kind.Credentials, credentials, required: true, "Stored encrypted and never shown.");
        return input;
    }

    private static InputObjectGraphType UpdateInput(IAppKind kind, string name, InputObjectGraphType? credentials)
    {
        var input = new InputObjectGraphType { Name = $"Update{name}AppInput" };
        input.Field<NonNullGraphType<IdGraphType>>(Id);
        input.Field<StringGraphType>(Name);
        input.AddRecord(
            kind.Settings,
            KindInputTypes.Of($"Update{name}AppSettingsInput", kind.Settings, whole: false),
            required: false,
            "What is left out stays; null is the default again.");
        input.AddRecord(
            kind.Credentials,
            credentials,
            required: false,
            "Take the place of the stored ones as a whole, which stay when this is left out.");
        return input;
    }

    private static Task<object?> CreateAsync(IResolveFieldContext<object?> context, IAppKind kind)
    {
        var input = InputValues.Of(context);
        var app = new NewApp(
            input.Text(Name),
            input.Boolean(Enabled) ?? true,
            input.Record(kind.Settings.Name) ?? KindValues.None,
            input.Record(kind.Credentials.Name) ?? KindValues.None);
        return Answers.OrErrorAsync(() => context.Service<AppService>().CreateAsync(kind.Kind, app, context.CancellationToken));
    }

    private static Task<object?> UpdateAsync(IResolveFieldContext<object?> context, IAppKind kind)
    {
        var input = InputValues.Of(context);
        var change = new AppChange(input.Text(Name), input.Record(kind.Settings.Name), input.Record(kind.Credentials.Name));
        return Answers.OrErrorAsync(() => context.Service<AppService>().ChangeAsync(input.Text(Id)!, kind.Kind, change, context.CancellationToken));
    }
}
