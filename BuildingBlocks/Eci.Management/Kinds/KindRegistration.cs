using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Eci.Management.Kinds;

/// <summary>How modules describe their kinds. Both are singletons.</summary>
public static class KindRegistration
{
    /// <summary>Describes a kind of app.</summary>
    public static IServiceCollection AddAppKind<TKind>(this IServiceCollection services)
        where TKind : class, IAppKind
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAppKind, TKind>());
        return services;
    }

    /// <summary>Describes a kind of integration.</summary>
    public static IServiceCollection AddIntegrationKind<TKind>(this IServiceCollection services)
        where TKind : class, IIntegrationKind
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IIntegrationKind, TKind>());
        return services;
    }

    /// <summary>Lets apps of another role take part in a kind of integration that is open for them.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="kind">The kind of integration.</param>
    /// <param name="role">What the apps do, see <see cref="Core.IntegrationRole"/>.</param>
    /// <param name="most">So many at once.</param>
    public static IServiceCollection AddIntegrationPlace(this IServiceCollection services, string kind, string role, int most) =>
        services.AddSingleton(new IntegrationPlaceOffer(kind, new IntegrationPlace(role, most)));
}
