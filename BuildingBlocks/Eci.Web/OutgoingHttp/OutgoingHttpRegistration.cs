using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Eci.Web.OutgoingHttp;

/// <summary>Wires calls to addresses that tenants choose.</summary>
public static class OutgoingHttpRegistration
{
    /// <summary>Adds <see cref="OutgoingUrls"/> and <see cref="GuardedConnections"/>.</summary>
    public static IServiceCollection AddOutgoingHttp(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OutgoingHttpOptions>().Bind(configuration.GetSection(OutgoingHttpOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OutgoingHttpOptions>, OutgoingHttpOptionsValidator>();
        services.TryAddSingleton<IHostResolver, DnsResolver>();
        services.AddSingleton<OutgoingUrls>();
        services.AddSingleton<GuardedConnections>();
        return services;
    }

    /// <summary>Adds a client that connects through <see cref="GuardedConnections"/>. It logs no addresses and has no limit of time of its own.</summary>
    public static IHttpClientBuilder AddGuardedHttpClient(this IServiceCollection services, string name) => services
        .AddHttpClient(name, client => client.Timeout = Timeout.InfiniteTimeSpan)
        .ConfigurePrimaryHttpMessageHandler(provider => provider.GetRequiredService<GuardedConnections>().CreateHandler())
        .RemoveAllLoggers();
}
