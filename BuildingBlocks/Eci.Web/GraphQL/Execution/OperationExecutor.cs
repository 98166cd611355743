using Eci.Web.GraphQL.Http;
using Eci.Web.GraphQL.Subscriptions;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using GraphQLParser.AST;
using Microsoft.Extensions.Options;

namespace Eci.Web.GraphQL.Execution;

/// <summary>
/// Validates and runs an operation. Fields run one after another, also in queries: they share the request's database context, which
/// must not be used by two at once, and batch loaders leave little to gain from running them in parallel.
/// </summary>
internal sealed class OperationExecutor(IOptions<GraphQLOptions> options, EciSchema schema, DocumentCache cache, SubscriptionStrategy subscriptions)
{
    private readonly GraphQLOptions _limits = options.Value;

    private readonly IValidationRule[] _rules = [.. DocumentValidator.CoreRules, new ComplexityRule(options.Value), new ScopeRule()];

    private readonly DocumentExecuter _executer = new(
        new GraphQLDocumentBuilder(),
        new DocumentValidator(),
        new DefaultExecutionStrategySelector(
        [
            new ExecutionStrategyRegistration(SerialExecutionStrategy.Instance, OperationType.Query),
            new ExecutionStrategyRegistration(subscriptions, OperationType.Subscription),
        ]),
        []);

    public async Task<Answer> ExecuteAsync(
        PreparedOperation operation,
        ApiCaller? caller,
        ErrorPresenter errors,
        IServiceProvider services,
        CancellationToken cancellationToken)
    {
        var result = await _executer.ExecuteAsync(new ExecutionOptions
        {
            Schema = schema,
            Query = operation.Request.Query,
            Document = operation.Document,
            OperationName = operation.Request.OperationName,
            Variables = operation.Request.Variables,
            ValidationRules = _rules,
            UserContext = new CallerContext(caller),
            RequestServices = services,
            Timeout = _limits.Timeout,
            UnhandledExceptionDelegate = errors.OnUnhandledAsync,
            CancellationToken = cancellationToken,
        });
        if (result.Executed && caller is not null)
            cache.Keep(operation.Request.Query, operation.Document);
        return Answer.Of(result);
    }
}
