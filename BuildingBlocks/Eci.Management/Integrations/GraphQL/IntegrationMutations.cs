using Eci.Management.GraphQL;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Types;

namespace Eci.Management.Integrations.GraphQL;

/// <summary>Changes of integrations that are the same for every kind.</summary>
internal sealed class IntegrationMutations : IGraphQLContribution
{
    private const string Id = "id";
    private const string Enabled = "enabled";
    private const string IntegrationId = "integrationId";
    private const string AppId = "appId";

    public void Contribute(GraphQLComposition schema)
    {
        schema.Mutation.Field<NonNullGraphType<IntegrationType>>("setIntegrationEnabled")
            .Description("Switches an integration on or off.")
            .Argument<NonNullGraphType<IdGraphType>>(Id)
            .Argument<NonNullGraphType<BooleanGraphType>>(Enabled)
            .RequireScope(Scopes.ManageApps)
            .ResolveAsync(c => Answers.OrErrorAsync(
                () => c.Service<IntegrationService>().SetEnabledAsync(c.GetArgument<string>(Id), c.GetArgument<bool>(Enabled), c.CancellationToken)));
        schema.Mutation.Field<NonNullGraphType<IntegrationType>>("connectApp")
            .Description("Lets an app take part in an integration. Nothing happens when it does already.")
            .Argument<NonNullGraphType<IdGraphType>>(IntegrationId)
            .Argument<NonNullGraphType<IdGraphType>>(AppId)
            .RequireScope(Scopes.ManageApps)
            .ResolveAsync(c => Answers.OrErrorAsync(
                () => c.Service<IntegrationService>().ConnectAsync(c.GetArgument<string>(IntegrationId), c.GetArgument<string>(AppId), c.CancellationToken)));
        schema.Mutation.Field<NonNullGraphType<IntegrationType>>("disconnectApp")
            .Description("Ends the part of an app in an integration. Nothing happens when it has none.")
            .Argument<NonNullGraphType<IdGraphType>>(IntegrationId)
            .Argument<NonNullGraphType<IdGraphType>>(AppId)
            .RequireScope(Scopes.ManageApps)
            .ResolveAsync(c => Answers.OrErrorAsync(
                () => c.Service<IntegrationService>().DisconnectAsync(c.GetArgument<string>(IntegrationId), c.GetArgument<string>(AppId), c.CancellationToken)));
    }
}
