using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Eci.Web.Security;

/// <summary>Wires authentication by API key.</summary>
public static class SecurityServices
{
    /// <summary>Adds <see cref="ApiKeyAuthenticator"/> over the keys in the database. Call once or more.</summary>
    public static IServiceCollection AddApiKeyAuthentication(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IApiKeyStore, EfApiKeyStore>();
        services.TryAddSingleton<ApiKeyAuthenticator>();
        return services;
    }
}
