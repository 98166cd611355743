using Eci.Management.Webhooks.GraphQL;
using Eci.Web.GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Management.Webhooks;

internal static class WebhookRegistration
{
    public static IServiceCollection AddIncomingWebhooks(this IServiceCollection services) => services
        .AddSingleton<WebhookAddresses>()
        .AddScoped<WebhookService>()
        .AddGraphQLContribution<WebhookFields>();
}
