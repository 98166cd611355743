using Eci.Persistence;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using GraphQL.Validation.Errors.Custom;
using Microsoft.Extensions.Logging;

namespace Eci.Web.GraphQL.Execution;

/// <summary>
/// Gives every error its stable code and the trace id, and lets no text out that was not written for callers: that goes to the log.
/// One per request.
/// </summary>
internal sealed partial class ErrorPresenter(ILogger logger, string traceId, int maxErrors)
{
    public const string Masked = "Something went wrong in the hub. The trace id leads to the cause.";

    public const string Unavailable = "The hub cannot answer now. Try again.";

    public const string UnstorableText = "A text holds a character that cannot be stored, such as U+0000.";

    private const int LongestMessage = 500;

    private readonly HashSet<Exception> _logged = new(ReferenceEqualityComparer.Instance);

    public static string CodeOf(ExecutionError error) => error switch
    {
        GraphQLError or ScopeMissingError => error.Code!,
        SyntaxError => GraphQLErrorCodes.SyntaxError,
        TimeoutError => GraphQLErrorCodes.Timeout,
        ComplexityError => GraphQLErrorCodes.QueryTooComplex,
        InvalidVariableError => GraphQLErrorCodes.InvalidVariables,
        ValidationError => GraphQLErrorCodes.ValidationFailed,
        _ when EciDatabase.IsUnstorableText(error) => GraphQLErrorCodes.InvalidArgument,
        _ => EciDatabase.IsUnavailable(error) ? GraphQLErrorCodes.ServiceUnavailable : GraphQLErrorCodes.InternalError,
    };

    /// <summary>Logs what a resolver or a rule threw, once even when a whole batch of fields fails by it.</summary>
    public Task OnUnhandledAsync(UnhandledExceptionContext context)
    {
        var field = context.FieldContext is { } at ? $"{at.ParentType.Name}.{at.FieldDefinition.Name}" : "the request";
        LogOnce(context.OriginalException, field);
        return Task.CompletedTask;
    }

    /// <summary>Completes the errors of a result.</summary>
    public ExecutionResult Present(ExecutionResult result)
    {
        if (result.Errors is not { Count: > 0 } errors)
            return result;
        var shown = new ExecutionErrors();
        foreach (var error in errors.Take(maxErrors))
            shown.Add(Present(error));
        result.Errors = shown;
        return result;
    }

    private ExecutionError Present(ExecutionError error)
    {
        var code = CodeOf(error);
        if (code is GraphQLErrorCodes.InternalError or GraphQLErrorCodes.ServiceUnavailable)
        {
            LogOnce(error.InnerException ?? error, "the request");
            error = Reworded(error, code, code == GraphQLErrorCodes.InternalError ? Masked : Unavailable);
        }
        else if (code is GraphQLErrorCodes.InvalidArgument && error is not GraphQLError)
        {
            error = Reworded(error, code, UnstorableText);
        }
        else if (error.Message.Length > LongestMessage)
        {
            // Messages quote what was sent, however long that is.
            var shortened = Reworded(error, code, string.Concat(error.Message.AsSpan(0, LongestMessage), "…"));
            shortened.Extensions = error is GraphQLError ? error.Extensions : null;
            error = shortened;
        }

        return error.AddExtension("code", code).AddExtension("traceId", traceId);
    }

    private static GraphQLError Reworded(ExecutionError error, string code, string message)
    {
        var reworded = new GraphQLError(code, message) { Path = error.Path };
        foreach (var location in error.Locations ?? [])
            reworded.AddLocation(location);
        return reworded;
    }

    private void LogOnce(Exception exception, string field)
    {
        if (EciDatabase.IsUnstorableText(exception) || !_logged.Add(exception))
            return;
        if (EciDatabase.IsUnavailable(exception))
            LogUnavailable(logger, field, exception.GetType().Name);
        else
            LogFailure(logger, exception, field);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "GraphQL: {Field} failed.")]
    private static partial void LogFailure(ILogger logger, Exception exception, string field);

    [LoggerMessage(EventId = 4, Level = LogLevel.Warning, Message = "GraphQL: {Field} failed, the database does not answer ({Error}).")]
    private static partial void LogUnavailable(ILogger logger, string field, string error);
}
