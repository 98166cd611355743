using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Serialization;
using Eci.Web.OutgoingHttp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Refit;

namespace Eci.Modules.Saleor.Client;

/// <summary>Registration of the HTTP client.</summary>
internal static class SaleorHttp
{
    /// <summary>Option of a request, see <see cref="ISaleorApi"/>.</summary>
    public const string Repeatable = "saleor-repeatable";

    /// <summary>How requests are written and answers are read.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static readonly HttpRequestOptionsKey<object> RepeatableKey = new(Repeatable);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(250);

    private static readonly ProductInfoHeaderValue UserAgent = new("ECI", "1.0");

    public static void AddSaleorClient(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<SaleorOptions>().Bind(configuration.GetSection(SaleorOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SaleorOptions>, SaleorOptionsValidator>();
        services.AddScoped<SaleorClient>();
        services.AddRefitGeneratedClient<ISaleorApi>(new RefitSettings(new SystemTextJsonContentSerializer(Json)))
            .ConfigureHttpClient(static client =>
            {
                client.BaseAddress = new Uri("https://shop.invalid");
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue(MediaTypeNames.Application.Json));
                client.DefaultRequestHeaders.UserAgent.Add(UserAgent);
            })
            .ConfigurePrimaryHttpMessageHandler(static provider =>
            {
                var handler = provider.GetRequiredService<GuardedConnections>().CreateHandler();
                handler.AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli;
                return handler;
            })
            .RedactLoggedHeaders(static _ => true)
            .AddResilienceHandler("saleor", static (pipeline, context) =>
            {
                pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
                pipeline
                    .AddRetry(OneQuickRetry())
                    .AddTimeout(context.ServiceProvider.GetRequiredService<IOptions<SaleorOptions>>().Value.Timeout);
            });
    }

    /// <summary>For a connection that broke; what changes something is never sent twice.</summary>
    private static RetryStrategyOptions<HttpResponseMessage> OneQuickRetry() => new()
    {
        MaxRetryAttempts = 1,
        Delay = RetryDelay,
        ShouldHandle = static attempt => ValueTask.FromResult(
            attempt.Outcome.Exception is HttpRequestException { InnerException: not AddressNotAllowedException }
                && attempt.Context.GetRequestMessage()?.Options.TryGetValue(RepeatableKey, out var repeatable) is true
                && repeatable is true),
    };
}
