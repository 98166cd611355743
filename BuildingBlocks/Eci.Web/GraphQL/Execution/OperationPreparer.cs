using Eci.Web.GraphQL.Http;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Eci.Web.GraphQL.Execution;

/// <summary>Takes a request to the point where only the schema can say more about it.</summary>
internal sealed class OperationPreparer(IOptions<GraphQLOptions> options, DocumentCache cache, EciSchema schema)
{
    private static readonly ParserOptions ParserOptions = new() { Ignore = IgnoreOptions.Comments, MaxDepth = 128 };

    private readonly GraphQLOptions _limits = options.Value;
    private readonly DocumentLimits _documentLimits = new(options.Value);

    public Step<PreparedOperation> Prepare(GraphQLRequest request)
    {
        var parsed = Parse(request.Query);
        if (parsed.Refusal is { } refusal)
            return refusal;
        var document = parsed.Value!;
        var chosen = Choose(document, request.OperationName);
        if (chosen.Refusal is not null)
            return chosen.Refusal;
        var operation = chosen.Value!;
        if (operation.Operation is OperationType.Mutation && !request.MayChange)
        {
            return Refusal.OfRequest(
                StatusCodes.Status405MethodNotAllowed,
                GraphQLErrorCodes.MethodNotAllowed,
                "Mutations must be sent by POST.");
        }

        if (RootOf(operation) is null)
            return Refusal.OfDocument(GraphQLErrorCodes.OperationNotSupported, $"There are no operations of the kind '{operation.Operation}'.");
        return _documentLimits.Check(document, operation) is { } tooLarge ? tooLarge : new PreparedOperation(request, document, operation);
    }

    /// <summary>The type whose fields the operation selects; null when the schema has no such operations.</summary>
    public IObjectGraphType? RootOf(GraphQLOperationDefinition operation) => operation.Operation switch
    {
        OperationType.Query => schema.Query,
        OperationType.Mutation => schema.Mutation,
        _ => schema.Subscription,
    };

    private static Step<GraphQLOperationDefinition> Choose(GraphQLDocument document, string? name)
    {
        if (document.Definitions.Any(d => d is not (GraphQLOperationDefinition or GraphQLFragmentDefinition)))
            return Refusal.OfDocument(GraphQLErrorCodes.ValidationFailed, "A request may define operations and fragments only.");
        var operations = document.Definitions.OfType<GraphQLOperationDefinition>().ToList();
        if (name is not null)
        {
            var named = operations.Find(o => o.Name is not null && string.Equals(o.Name.StringValue, name, StringComparison.Ordinal));
            return named is null ? Unknown("The document has no operation of the given name.") : named;
        }

        return operations switch
        {
            [var only] => only,
            [] => Unknown("The document has no operation."),
            _ => Unknown("The document has several operations: name one with 'operationName'."),
        };
    }

    private static Refusal Unknown(string message) => Refusal.OfDocument(GraphQLErrorCodes.UnknownOperation, message);

    private Step<GraphQLDocument> Parse(string text)
    {
        if (text.Length > _limits.MaxDocumentLength)
            return Refusal.OfDocument(GraphQLErrorCodes.DocumentTooLong, $"The document is longer than {_limits.MaxDocumentLength} characters.");
        try
        {
            return cache.Find(text) ?? Parser.Parse(text, ParserOptions);
        }
        catch (GraphQLSyntaxErrorException exception)
        {
            return Refusal.OfDocument(new SyntaxError(exception));
        }
        catch (GraphQLMaxDepthExceededException)
        {
            return Refusal.OfDocument(GraphQLErrorCodes.QueryTooDeep, "The document is nested too deep.");
        }
    }
}
