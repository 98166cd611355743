using Eci.Modules.Sandbox.Failing;
using Eci.Modules.Sandbox.Saleor.Api;
using Eci.Modules.Sandbox.Saleor.Apps;
using Eci.Modules.Sandbox.Saleor.Control;
using Eci.Modules.Sandbox.Saleor.Running;
using Eci.Modules.Sandbox.Saleor.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Eci.Modules.Sandbox.Saleor;

/// <summary>Plays a shop of Saleor below <c>/sandbox/saleor</c>: its GraphQL API, its webhooks, and customers and staff by HTTP calls.</summary>
internal static class SaleorSimulator
{
    public const string BasePath = "/sandbox/saleor";
    public const string ApiPath = $"{BasePath}/graphql/";

    /// <summary>Apps look for the keys at the root of the shop's address.</summary>
    private const string KeysPath = "/.well-known/jwks.json";

    public static IServiceCollection AddSaleorSimulator(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<SaleorSimulatorOptions>().Bind(configuration.GetSection(SaleorSimulatorOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SaleorSimulatorOptions>, SaleorSimulatorOptionsValidator>();
        services.AddSingleton<ShopApi>();
        services.AddSingleton<Journal>();
        services.AddSingleton<SaleorShop>();
        services.AddSingleton<FailureQueue<ShopFailure>>();
        services.AddSingleton<ShopQuota>();
        services.AddSingleton<GraphQLEndpoint>();
        services.AddSingleton<Installer>();
        services.AddSingleton<WebhookKeys>();
        services.AddSingleton<DeliveryBook>();
        services.AddSingleton<WebhookComposer>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<IAppCalls, AppCalls>();
        services.AddHostedService<DeliveryService>();
        services.AddHttpClient(Installer.ClientName)
            .ConfigureHttpClient((provider, client) => client.Timeout = provider.GetRequiredService<IOptions<SaleorSimulatorOptions>>().Value.AnswerTimeout)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(2) });
        return services;
    }

    public static IEndpointRouteBuilder MapSaleorSimulator(this IEndpointRouteBuilder endpoints)
    {
        var saleor = endpoints.MapGroup(BasePath).WithTags("Sandbox: Saleor");
        saleor.MapPost("/graphql", (HttpContext context, GraphQLEndpoint endpoint) => endpoint.HandleAsync(context)).ExcludeFromDescription();
        endpoints.MapGet(KeysPath, (WebhookKeys keys) => Results.Json(keys.Jwks())).ExcludeFromDescription();
        saleor.MapGet(KeysPath, (WebhookKeys keys) => Results.Json(keys.Jwks())).ExcludeFromDescription();
        saleor.MapShopControl();
        saleor.MapShopPage();
        saleor.MapAppControl();
        saleor.MapFailureControl();
        return endpoints;
    }
}
