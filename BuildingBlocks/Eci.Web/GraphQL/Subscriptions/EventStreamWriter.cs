using System.Threading.Channels;
using Eci.Web.GraphQL.Execution;
using GraphQL;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Eci.Web.GraphQL.Subscriptions;

/// <summary>
/// Writes results as server-sent events: GraphQL over SSE in its mode of distinct connections. Each result is an event <c>next</c>, the end
/// is an event <c>complete</c>; when the hub ends a subscription, a last <c>next</c> says why.
/// </summary>
internal sealed class EventStreamWriter(
    IGraphQLTextSerializer serializer,
    IHostApplicationLifetime host,
    IOptions<SubscriptionOptions> options,
    TimeProvider time)
{
    private readonly SubscriptionOptions _limits = options.Value;

    /// <summary>Writes the result of a query or mutation, or all of a subscription, until it or the connection ends.</summary>
    public async Task WriteAsync(HttpContext http, ExecutionResult result, ErrorPresenter errors)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.ContentType = EventStream.MediaType;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            await http.Response.StartAsync(http.RequestAborted);
            if (result.Streams is { } streams)
                await FollowAsync(http, streams.Values.Single(), errors);
            else
                await WriteAsync(http, errors.Present(result));
            await WriteAsync(http, "event: complete\ndata:\n\n");
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody reads any more.
        }
    }

    private async Task FollowAsync(HttpContext http, IObservable<ExecutionResult> stream, ErrorPresenter errors)
    {
        var session = http.RequestServices.GetRequiredService<SubscriptionSession>();
        var results = Channel.CreateUnbounded<ExecutionResult>();
        using var lifetime = new CancellationTokenSource(_limits.Lifetime, time);
        await using var expired = lifetime.Token.Register(() => session.End(GraphQLErrorCodes.SubscriptionExpired, "The subscription has reached its longest life; subscribe again."));
        await using var stopping = host.ApplicationStopping.Register(() => session.End(GraphQLErrorCodes.ServiceUnavailable, "The hub is stopping; subscribe again."));
        await using var ended = session.Ended.Register(() => results.Writer.TryComplete());
        using var subscription = stream.Subscribe(new ResultObserver(results.Writer));

        Task<bool>? more = null;
        while (true)
        {
            more ??= results.Reader.WaitToReadAsync(http.RequestAborted).AsTask();
            if (!await IsWithinAsync(more, http.RequestAborted))
            {
                await WriteAsync(http, ":\n\n");
                continue;
            }

            if (!await more)
                break;
            more = null;
            while (results.Reader.TryRead(out var result))
            {
                await WriteAsync(http, errors.Present(result));
                session.Sent();
            }
        }

        if (session.Reason is { } reason)
            await WriteAsync(http, errors.Present(new ExecutionResult(reason)));
    }

    private async Task<bool> IsWithinAsync(Task task, CancellationToken cancellationToken)
    {
        try
        {
            await task.WaitAsync(_limits.Heartbeat, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private Task WriteAsync(HttpContext http, ExecutionResult result) => WriteAsync(http, $"event: next\ndata: {serializer.Serialize(result)}\n\n");

    private static async Task WriteAsync(HttpContext http, string text)
    {
        await http.Response.WriteAsync(text, http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }

    private sealed class ResultObserver(ChannelWriter<ExecutionResult> results) : IObserver<ExecutionResult>
    {
        public void OnNext(ExecutionResult value) => results.TryWrite(value);

        public void OnError(Exception error) => results.TryComplete(error);

        public void OnCompleted() => results.TryComplete();
    }
}
