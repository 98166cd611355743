using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using Refit;

namespace Eci.Mail.SendGrid;

/// <summary>Registration of the HTTP client.</summary>
internal static class SendGridClient
{
    private static readonly RefitSettings Refit = new(new SystemTextJsonContentSerializer(
        new JsonSerializerOptions(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull }));

    public static void AddSendGridClient(this IServiceCollection services) =>
        services.AddRefitGeneratedClient<ISendGridApi>(Refit)
            .ConfigureHttpClient(static (provider, client) =>
            {
                var options = provider.GetRequiredService<IOptions<SendGridOptions>>().Value;
                client.BaseAddress = new Uri(options.BaseAddress.TrimEnd('/'));
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
            })
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .RedactLoggedHeaders(static _ => true)

            // Fails fast while SendGrid is down. There is no retry: a repeated POST is a second mail, and the caller repeats
            // failed deliveries anyway, after asking or much later. Waiting times are the provider's affair.
            .AddResilienceHandler("sendgrid", static pipeline => pipeline.AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions()));
}
