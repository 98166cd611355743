using Eci.Web.Security.Jwt;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Eci.Web.Security;

/// <summary>Wires the authentication of callers of the API.</summary>
internal static class SecurityServices
{
    private const int LargestDocument = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Adds API keys in the database, keys of operators and JSON Web Tokens.</summary>
    public static IServiceCollection AddCallers(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OperatorKeyOptions>().Bind(configuration.GetSection(OperatorKeyOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OperatorKeyOptions>, OperatorKeyOptionsValidator>();
        services.AddOptions<JwtOptions>().Bind(configuration.GetSection(JwtOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<JwtOptions>, JwtOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IApiKeyStore, EfApiKeyStore>();
        services.TryAddSingleton<ITenantDirectory, EfTenantDirectory>();
        services.AddSingleton<ApiKeyUsage>();
        services.AddHostedService(provider => provider.GetRequiredService<ApiKeyUsage>());
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<OperatorKeys>();
        services.AddHttpClient(IssuerKeys.Client, client => (client.Timeout, client.MaxResponseContentBufferSize) = (Patience, LargestDocument));
        services.AddSingleton<IssuerKeys>();
        services.AddSingleton<JsonWebTokens>();
        services.AddSingleton<Authenticator>();
        services.AddSingleton<TenantChoice>();
        services.AddSingleton<CallerResolver>();
        return services;
    }
}
