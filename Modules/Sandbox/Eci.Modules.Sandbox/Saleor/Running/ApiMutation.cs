using Eci.Modules.Sandbox.Saleor.Api;
using GraphQL.SystemTextJson;

namespace Eci.Modules.Sandbox.Saleor.Running;

/// <summary>A mutation of the API.</summary>
/// <param name="Query">The document.</param>
/// <param name="OperationName">Which operation of it.</param>
/// <param name="Variables">As JSON.</param>
internal sealed record ApiMutation(string? Query, string? OperationName, string? Variables) : ShopChange
{
    private static readonly GraphQLSerializer Serializer = new();

    public override async Task<object?> ApplyAsync(ShopApi api, ShopRequest request, CancellationToken cancellationToken) =>
        await api.RunAsync(new ApiRequest(Query, OperationName, Variables is null ? null : Serializer.Deserialize<GraphQL.Inputs>(Variables)), request, cancellationToken);
}
