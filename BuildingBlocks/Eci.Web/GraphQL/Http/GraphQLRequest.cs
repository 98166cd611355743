using GraphQL;

namespace Eci.Web.GraphQL.Http;

/// <summary>What a caller sent, by GET or POST.</summary>
/// <param name="Query">The document.</param>
/// <param name="OperationName">Which of its operations to run; null for the only one.</param>
/// <param name="Variables">Values for its variables.</param>
/// <param name="MayChange">False for GET, which must not change anything.</param>
internal sealed record GraphQLRequest(string Query, string? OperationName, Inputs Variables, bool MayChange);
