using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Refit;

namespace Eci.Modules.Ups.Client;

/// <summary>Registration of the HTTP client.</summary>
internal static class UpsClient
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(250);

    public static void AddUpsClient(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<UpsGateway>();
        services.AddSingleton<UpsTokens>();
        services.AddRefitGeneratedClient<IUpsApi>(new RefitSettings())
            .ConfigureHttpClient(static (provider, client) =>
            {
                client.BaseAddress = new Uri(provider.GetRequiredService<IOptions<UpsOptions>>().Value.BaseAddress.TrimEnd('/'));
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue(MediaTypeNames.Application.Json));
            })
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                UseCookies = false,
            })
            .RedactLoggedHeaders(static _ => true)
            .AddResilienceHandler("ups", static (pipeline, context) =>
            {
                pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
                pipeline
                    .AddRetry(OneQuickRetry())
                    .AddCircuitBreaker(FailFastWhileUpsIsDown())
                    .AddTimeout(context.ServiceProvider.GetRequiredService<IOptions<UpsOptions>>().Value.Timeout);
            });
    }

    /// <summary>For a connection that broke or a server that is just being restarted; only questions are repeated.</summary>
    private static RetryStrategyOptions<HttpResponseMessage> OneQuickRetry() => new()
    {
        MaxRetryAttempts = 1,
        Delay = RetryDelay,
        ShouldHandle = static attempt => ValueTask.FromResult(
            attempt.Context.GetRequestMessage()?.Method == HttpMethod.Get
                && (attempt.Outcome.Exception is HttpRequestException
                    || attempt.Outcome.Result is { StatusCode: HttpStatusCode.ServiceUnavailable, Headers.RetryAfter: null })),
    };

    /// <summary>Counts what is UPS's own fault; an account that asks too often says nothing about UPS.</summary>
    private static HttpCircuitBreakerStrategyOptions FailFastWhileUpsIsDown() => new()
    {
        FailureRatio = 0.5,
        MinimumThroughput = 10,
        SamplingDuration = TimeSpan.FromMinutes(1),
        BreakDuration = TimeSpan.FromSeconds(30),
        ShouldHandle = static attempt => ValueTask.FromResult(
            attempt.Outcome.Result?.StatusCode is not HttpStatusCode.TooManyRequests && HttpClientResiliencePredicates.IsTransient(attempt.Outcome)),
    };
}
