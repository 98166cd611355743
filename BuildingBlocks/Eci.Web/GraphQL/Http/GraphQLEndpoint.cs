using Eci.Core;
using Eci.Persistence;
using Eci.Web.GraphQL.Execution;
using Eci.Web.GraphQL.Subscriptions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Eci.Web.GraphQL.Http;

/// <summary>Answers GraphQL over HTTP. Whatever happens, the answer is GraphQL's.</summary>
internal sealed partial class GraphQLEndpoint(
    GraphQLPipeline pipeline,
    AnswerWriter writer,
    EventStreamWriter events,
    IOptions<GraphQLOptions> options,
    ILogger<GraphQLEndpoint> logger)
{
    public async Task HandleAsync(HttpContext http)
    {
        var errors = new ErrorPresenter(logger, TraceIdOf(http), options.Value.MaxErrors);
        var mediaType = ResponseMediaType.Negotiate(http.Request.Headers.Accept);
        var takesEvents = EventStream.IsAccepted(http.Request.Headers.Accept);
        var answer = mediaType is null && !takesEvents ? NotAcceptable() : await AnswerAsync(http, errors);
        if (answer is null)
            return;
        if (takesEvents && (answer.Result.Streams is not null || (mediaType is null && answer.Status is StatusCodes.Status200OK)))
        {
            await events.WriteAsync(http, answer.Result, errors);
            return;
        }

        if (answer.Result.Streams is not null)
            answer = NotAcceptable();
        errors.Present(answer.Result);
        await writer.WriteAsync(http, mediaType ?? (takesEvents ? ResponseMediaType.GraphQL : ResponseMediaType.Json), answer);
    }

    private async Task<Answer?> AnswerAsync(HttpContext http, ErrorPresenter errors)
    {
        try
        {
            return await pipeline.AnswerAsync(http, errors);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer any more.
            return null;
        }
        catch (Exception exception) when (EciDatabase.IsUnavailable(exception))
        {
            LogUnavailable(logger, exception.GetType().Name);
            return Answer.Of(Refusal.OfRequest(
                StatusCodes.Status503ServiceUnavailable,
                GraphQLErrorCodes.ServiceUnavailable,
                ErrorPresenter.Unavailable));
        }
        catch (Exception exception)
        {
            LogFailure(logger, exception);
            return Answer.Of(Refusal.OfRequest(
                StatusCodes.Status500InternalServerError,
                GraphQLErrorCodes.InternalError,
                ErrorPresenter.Masked));
        }
    }

    private static Answer NotAcceptable() => Answer.Of(Refusal.OfRequest(
        StatusCodes.Status406NotAcceptable,
        GraphQLErrorCodes.NotAcceptable,
        "The answer can be application/graphql-response+json or application/json, that of a subscription only text/event-stream."));

    private static string TraceIdOf(HttpContext http) =>
        TraceBaggage.CurrentId ?? http.TraceIdentifier;

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "GraphQL: the database does not answer ({Error}).")]
    private static partial void LogUnavailable(ILogger logger, string error);

    [LoggerMessage(EventId = 3, Level = LogLevel.Error, Message = "GraphQL: the request failed.")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}
