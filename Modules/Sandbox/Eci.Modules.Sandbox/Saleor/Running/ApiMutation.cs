using Eci.Modules.Sandbox.Saleor.Api;
using GraphQL.SystemTextJson;

namespace Eci.Modules.Sandbox.Saleor.Running;

/// <summary>A mutation of the API.</summary>
/// <param name="Query">The document.</param>
/// <param name="OperationName">Which operation of it.</param>
/// <param name="Variables">As JSON.</param>
/// <param name="Failure">What it must refuse; null when it need not.</param>
internal sealed record ApiMutation(string? Query, string? OperationName, string? Variables, ShopFailure? Failure = null) : ShopChange
{
    private static readonly GraphQLSerializer Serializer = new();

    public override async Task<object?> ApplyAsync(ShopApi api, ShopRequest request, CancellationToken cancellationToken)
    {
        request.Refusal = Failure is { Kind: ShopFailure.MutationError } ? Failure : null;
        var variables = Variables is null ? null : Serializer.Deserialize<GraphQL.Inputs>(Variables);
        return await api.RunAsync(new ApiRequest(Query, OperationName, variables), request, cancellationToken);
    }
}
