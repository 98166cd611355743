using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using Refit;

namespace Eci.Modules.Dhl.TrackShipment;

/// <summary>Registration of the HTTP client.</summary>
internal static class DhlClient
{
    private const int FailuresToStop = 5;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Break = TimeSpan.FromMinutes(1);

    public static void AddDhlClient(this IServiceCollection services) =>
        services.AddRefitGeneratedClient<IDhlApi>()
            .ConfigureHttpClient(static (provider, client) =>
            {
                client.BaseAddress = new Uri(provider.GetRequiredService<IOptions<DhlOptions>>().Value.BaseAddress.TrimEnd('/'));
                client.Timeout = Timeout.InfiniteTimeSpan;
            })
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = ConnectTimeout,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .RedactLoggedHeaders(static _ => true)
            .AddResilienceHandler("dhl", static (pipeline, context) =>
            {
                pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
                pipeline
                    .AddRetry(QuickRetry())
                    .AddCircuitBreaker(Breaker())
                    .AddTimeout(new HttpTimeoutStrategyOptions
                    {
                        Timeout = TimeSpan.FromSeconds(context.ServiceProvider.GetRequiredService<IOptions<DhlOptions>>().Value.TimeoutSeconds),
                    });
            })
            .SelectPipelineByAuthority();

    /// <summary>Once, and only when DHL most likely did no work: every call counts against the key's daily quota.</summary>
    private static HttpRetryStrategyOptions QuickRetry() => new()
    {
        MaxRetryAttempts = 1,
        BackoffType = DelayBackoffType.Constant,
        Delay = RetryDelay,
        ShouldRetryAfterHeader = false,
        ShouldHandle = static attempt => ValueTask.FromResult(attempt.Outcome switch
        {
            { Exception: HttpRequestException } => true,
            { Result: { StatusCode: HttpStatusCode.ServiceUnavailable } answer } => answer.Headers.RetryAfter is null,
            _ => false,
        }),
    };

    /// <summary>
    /// Asks nothing while DHL is away. 429 is one key's affair and 500 often one number's, so neither counts. Calls are seconds apart,
    /// so few of them must do to tell.
    /// </summary>
    private static HttpCircuitBreakerStrategyOptions Breaker() => new()
    {
        FailureRatio = 0.8,
        MinimumThroughput = FailuresToStop,
        SamplingDuration = TimeSpan.FromMinutes(1),
        BreakDuration = Break,
        ShouldHandle = static attempt => ValueTask.FromResult(attempt.Outcome switch
        {
            { Exception: HttpRequestException or Polly.Timeout.TimeoutRejectedException } => true,
            { Result.StatusCode: HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout } => true,
            _ => false,
        }),
    };
}
