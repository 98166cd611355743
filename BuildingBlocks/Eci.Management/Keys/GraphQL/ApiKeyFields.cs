using Eci.Core;
using Eci.Management.GraphQL;
using Eci.Web.GraphQL;
using Eci.Web.GraphQL.Connections;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Management.Keys.GraphQL;

/// <summary>What GraphQL can ask and change about API keys.</summary>
internal sealed class ApiKeyFields : IGraphQLContribution
{
    private const string Input = "input";
    private const string Id = "id";
    private const string ExpiresAt = "expiresAt";

    public void Contribute(GraphQLComposition schema)
    {
        schema.Query.Connection<ApiKeyType, ApiKey>("apiKeys", new ConnectionSource<ApiKey>(
                c => Service(c).Rows,
                SortKey.By<ApiKey, string>("ID", k => k.Id),
                [SortKey.By<ApiKey, DateTimeOffset>("CREATED_AT", k => k.CreatedAt), SortKey.By<ApiKey, string>("NAME", k => k.Name)]))
            .Description("The tenant's API keys, expired and revoked ones included.")
            .RequireScope(Scopes.ManageKeys);
        schema.Mutation.Field<NonNullGraphType<CreatedApiKeyType>>("createApiKey")
            .Description("Makes an API key and shows it, this once.")
            .Argument<NonNullGraphType<CreateApiKeyInputType>>(Input)
            .RequireScope(Scopes.ManageKeys)
            .ResolveAsync(c => Answers.OrErrorAsync(() => Service(c).CreateAsync(c.GetArgument<NewApiKey>(Input), MayGrant(c), c.CancellationToken)));
        schema.Mutation.Field<NonNullGraphType<ApiKeyType>>("changeApiKey")
            .Description("Changes the name or the expiry of an API key.")
            .Argument<NonNullGraphType<ChangeApiKeyInputType>>(Input)
            .RequireScope(Scopes.ManageKeys)
            .ResolveAsync(c => Answers.OrErrorAsync(() => ChangeAsync(c)));
        schema.Mutation.Field<NonNullGraphType<ApiKeyType>>("revokeApiKey")
            .Description("Refuses an API key from now on, for good.")
            .Argument<NonNullGraphType<IdGraphType>>(Id)
            .RequireScope(Scopes.ManageKeys)
            .ResolveAsync(c => Answers.OrErrorAsync(() => Service(c).RevokeAsync(c.GetArgument<string>(Id), c.CancellationToken)));
    }

    /// <summary>Read by names, since leaving a member out differs from null.</summary>
    private static Task<ApiKey> ChangeAsync(IResolveFieldContext context)
    {
        var input = context.GetArgument<IDictionary<string, object?>>(Input);
        var change = new KeyChange(
            input.TryGetValue("name", out var name) ? (string?)name : null,
            input.TryGetValue(ExpiresAt, out var expiresAt),
            (DateTimeOffset?)expiresAt);
        return Service(context).ChangeAsync((string)input[Id]!, change, MayGrant(context), context.CancellationToken);
    }

    private static Func<string, bool> MayGrant(IResolveFieldContext context) => scope => context.Caller()?.May(scope) is true;

    private static ApiKeyService Service(IResolveFieldContext context) => context.RequestServices!.GetRequiredService<ApiKeyService>();
}
