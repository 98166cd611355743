using GraphQL;
using GraphQL.Execution;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>An error as Saleor tells it: <c>extensions.exception.code</c> carries the name of its exception.</summary>
internal sealed class ShopError(string exception, string message) : ExecutionError(message)
{
    public const string GraphQL = "GraphQLError";
    public const string PermissionDenied = "PermissionDenied";
    public const string ExpiredSignature = "ExpiredSignatureError";
    public const string InvalidToken = "InvalidTokenError";
    public const string QueryCost = "QueryCostError";

    public string Exception => exception;
}

/// <summary>Gives errors Saleor's shape.</summary>
internal sealed class ShopErrors : IErrorInfoProvider
{
    public ErrorInfo GetInfo(ExecutionError executionError) => new()
    {
        Message = executionError.Message,
        Extensions = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["exception"] = new { code = NameOf(executionError), stacktrace = Array.Empty<string>() },
        },
    };

    private static string NameOf(ExecutionError error) => (error as ShopError ?? error.InnerException as ShopError)?.Exception ?? ShopError.GraphQL;
}
