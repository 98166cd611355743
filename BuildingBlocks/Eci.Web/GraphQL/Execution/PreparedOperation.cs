using Eci.Web.GraphQL.Http;
using GraphQLParser.AST;

namespace Eci.Web.GraphQL.Execution;

/// <summary>A request whose document is parsed, within the limits, and whose operation is chosen.</summary>
/// <param name="Request">What was sent.</param>
/// <param name="Document">The parsed text.</param>
/// <param name="Operation">The operation to run.</param>
internal sealed record PreparedOperation(GraphQLRequest Request, GraphQLDocument Document, GraphQLOperationDefinition Operation);
