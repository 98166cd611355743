using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>Runs documents against the shop.</summary>
internal sealed class ShopApi
{
    public const int MostCost = 50_000;

    /// <summary>It has no state, and putting it together takes its time.</summary>
    private static readonly ParserOptions ParserOptions = new() { Ignore = IgnoreOptions.Comments };

    private static readonly Lazy<ShopSchema> Served = new(ShopSchema.Create);

    private readonly DocumentExecuter _executer = new(
        new GraphQLDocumentBuilder(),
        new DocumentValidator(),
        new DefaultExecutionStrategySelector(
        [
            new ExecutionStrategyRegistration(SerialExecutionStrategy.Instance, OperationType.Query),
            new ExecutionStrategyRegistration(SerialExecutionStrategy.Instance, OperationType.Mutation),
            new ExecutionStrategyRegistration(SerialExecutionStrategy.Instance, OperationType.Subscription),
        ]),
        []);

    /// <summary>Answers a request of the API; what it costs is told in <c>extensions.cost</c>.</summary>
    public async Task<ExecutionResult> RunAsync(ApiRequest request, ShopRequest shop, CancellationToken cancellationToken)
    {
        GraphQLDocument document;
        try
        {
            document = Parser.Parse(request.Query ?? "", ParserOptions);
        }
        catch (GraphQLSyntaxErrorException exception)
        {
            return Refused(new ShopError(ShopError.GraphQL, $"Syntax Error: {exception.Description}"));
        }

        var operation = document.Definitions.OfType<GraphQLOperationDefinition>()
            .FirstOrDefault(o => request.OperationName is null || o.Name?.StringValue == request.OperationName);
        if (operation is null)
            return Refused(new ShopError(ShopError.GraphQL, "Must provide an operation."));
        if (operation.Operation is OperationType.Subscription)
            return Refused(new ShopError(ShopError.GraphQL, "Subscriptions are not supported."));
        var variables = request.Variables ?? Inputs.Empty;
        if (await ErrorsOfAsync(document, operation, variables) is { Count: > 0 } errors)
            return Refused(errors);
        var cost = new QueryCost(Served.Value, document, operation, variables).Total();
        var result = cost > MostCost
            ? Refused(new ShopError(ShopError.QueryCost, $"The query exceeds the maximum cost of {MostCost}. Actual cost is {cost}"))
            : await ExecuteAsync(request, document, shop, root: null, cancellationToken);
        result.Extensions = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["cost"] = new { requestedQueryCost = cost, maximumAvailable = MostCost },
        };
        return result;
    }

    /// <summary>Selects from an event what a webhook's subscription asks for.</summary>
    public Task<ExecutionResult> SelectAsync(string subscription, ShopEvent happened, ShopRequest shop) => ExecuteAsync(
        new ApiRequest(subscription, null, null), Parser.Parse(subscription, ParserOptions), shop, happened, CancellationToken.None);

    /// <summary>What is wrong with the subscription of a webhook; null when nothing is.</summary>
    public async Task<string?> ProblemOfAsync(string subscription)
    {
        try
        {
            var document = Parser.Parse(subscription, ParserOptions);
            if (document.Definitions.OfType<GraphQLOperationDefinition>().ToList() is not [{ Operation: OperationType.Subscription } operation])
                return "There must be one subscription.";
            return (await ErrorsOfAsync(document, operation, Inputs.Empty)).FirstOrDefault()?.Message;
        }
        catch (GraphQLSyntaxErrorException exception)
        {
            return exception.Description;
        }
    }

    private static ExecutionResult Refused(params IEnumerable<ExecutionError> errors) => new() { Executed = false, Errors = [.. errors] };

    private static async Task<ExecutionErrors> ErrorsOfAsync(GraphQLDocument document, GraphQLOperationDefinition operation, Inputs variables)
    {
        var options = new ValidationOptions
        {
            Schema = Served.Value,
            Document = document,
            Operation = operation,
            Variables = variables,
            Rules = DocumentValidator.CoreRules,
        };
        return (await new DocumentValidator().ValidateAsync(options)).Errors;
    }

    private Task<ExecutionResult> ExecuteAsync(
        ApiRequest request, GraphQLDocument document, ShopRequest shop, object? root, CancellationToken cancellationToken) => _executer.ExecuteAsync(new ExecutionOptions
        {
            Schema = Served.Value,
            Query = request.Query,
            Document = document,
            OperationName = request.OperationName,
            Variables = request.Variables,
            UserContext = shop,
            Root = root,
            CancellationToken = cancellationToken,
        });
}

/// <summary>Body of a request of the API.</summary>
internal sealed record ApiRequest(string? Query, string? OperationName, Inputs? Variables);
