using Eci.Messaging;
using Eci.Persistence;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Eci.Web.Problems;

/// <summary>The one place where exceptions become answers. What they say goes to the log, never to the caller.</summary>
internal sealed partial class ProblemExceptionHandler(ILogger<ProblemExceptionHandler> logger) : IExceptionHandler
{
    private static readonly TimeSpan StorageRetryAfter = TimeSpan.FromSeconds(10);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = ProblemOf(exception);
        if (problem == Problem.StorageUnavailable)
            LogStorageUnavailable(exception.GetType().Name, exception.InnerException?.GetType().Name);
        else if (problem.Status >= StatusCodes.Status500InternalServerError)
            LogFailure(exception);

        var retryAfter = problem == Problem.StorageUnavailable ? StorageRetryAfter : (TimeSpan?)null;
        await new ProblemResult(problem, retryAfter: retryAfter).ExecuteAsync(httpContext);
        return true;
    }

    private static Problem ProblemOf(Exception exception) => exception switch
    {
        BadHttpRequestException bad => Problem.ForStatus(bad.StatusCode),
        StorageUnavailableException => Problem.StorageUnavailable,
        _ when EciDatabase.IsUnavailable(exception) => Problem.StorageUnavailable,
        _ => Problem.InternalError,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request could not be stored: {Error} caused by {Cause}")]
    private partial void LogStorageUnavailable(string error, string? cause);

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed")]
    private partial void LogFailure(Exception exception);
}
