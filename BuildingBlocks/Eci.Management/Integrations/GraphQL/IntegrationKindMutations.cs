using Eci.Management.GraphQL;
using Eci.Management.Kinds;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Types;

namespace Eci.Management.Integrations.GraphQL;

/// <summary><c>createTrackingIntegration</c>, <c>updateTrackingIntegration</c> and the like, made from the descriptions of the kinds.</summary>
internal sealed class IntegrationKindMutations(KindCatalog kinds) : IGraphQLContribution
{
    private const string Id = "id";
    private const string Name = "name";
    private const string Enabled = "enabled";
    private const string SubscriptionId = "subscriptionId";
    private const string Apps = "apps";

    public void Contribute(GraphQLComposition schema)
    {
        foreach (var kind in kinds.Integrations)
            Contribute(schema.Mutation, kind);
    }

    private static void Contribute(ObjectGraphType mutation, IIntegrationKind kind)
    {
        var name = KindInputTypes.NameOf(kind.Kind);
        mutation.Field<NonNullGraphType<IntegrationType>>($"create{name}Integration")
            .Description($"Creates an integration of the kind {kind.Label}.")
            .Arguments(new QueryArgument(new NonNullGraphType(CreateInput(kind, name))) { Name = InputValues.Argument })
            .RequireScope(Scopes.ManageApps)
            .ResolveAsync(c => CreateAsync(c, kind));
        mutation.Field<NonNullGraphType<IntegrationType>>($"update{name}Integration")
            .Description($"Changes an integration of the kind {kind.Label}: what is given, and nothing else.")
            .Arguments(new QueryArgument(new NonNullGraphType(UpdateInput(kind, name))) { Name = InputValues.Argument })
            .RequireScope(Scopes.ManageApps)
            .ResolveAsync(c => UpdateAsync(c, kind));
    }

    private static InputObjectGraphType CreateInput(IIntegrationKind kind, string name)
    {
        var input = new InputObjectGraphType { Name = $"Create{name}IntegrationInput" };
        input.Field<NonNullGraphType<StringGraphType>>(Name).Description("For people.");
        input.Field<BooleanGraphType>(Enabled).Description("True when left out.");
        input.Field<IdGraphType>(SubscriptionId).Description("Who pays. Without one it does not work.");
        input.Field<ListGraphType<NonNullGraphType<IdGraphType>>>(Apps).Description("Ids of apps that take part.");
        input.AddRecord(
            kind.Settings, KindInputTypes.Of($"Create{name}Integration{KindInputTypes.NameOf(kind.Settings.Name)}Input", kind.Settings, whole: true), required: true, "How it works.");
        return input;
    }

    private static InputObjectGraphType UpdateInput(IIntegrationKind kind, string name)
    {
        var input = new InputObjectGraphType { Name = $"Update{name}IntegrationInput" };
        input.Field<NonNullGraphType<IdGraphType>>(Id);
        input.Field<StringGraphType>(Name);
        input.Field<IdGraphType>(SubscriptionId).Description("Null: nobody pays any more.");
        input.AddRecord(
            kind.Settings,
            KindInputTypes.Of($"Update{name}Integration{KindInputTypes.NameOf(kind.Settings.Name)}Input", kind.Settings, whole: false),
            required: false,
            "What is left out stays; null is the default again.");
        return input;
    }

    private static Task<object?> CreateAsync(IResolveFieldContext<object?> context, IIntegrationKind kind)
    {
        var input = InputValues.Of(context);
        var integration = new NewIntegration(
            input.Text(Name),
            input.Boolean(Enabled) ?? true,
            input.Text(SubscriptionId),
            input.Texts(Apps) ?? [],
            input.Record(kind.Settings.Name) ?? KindValues.None);
        return Answers.OrErrorAsync(() => context.Service<IntegrationService>().CreateAsync(kind.Kind, integration, context.CancellationToken));
    }

    private static Task<object?> UpdateAsync(IResolveFieldContext<object?> context, IIntegrationKind kind)
    {
        var input = InputValues.Of(context);
        var change = new IntegrationChange(input.Text(Name), input.Has(SubscriptionId), input.Text(SubscriptionId), input.Record(kind.Settings.Name));
        return Answers.OrErrorAsync(() => context.Service<IntegrationService>().ChangeAsync(input.Text(Id)!, kind.Kind, change, context.CancellationToken));
    }
}
