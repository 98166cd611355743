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
}
