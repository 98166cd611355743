using Eci.Management.Audit;
using Eci.Management.Keys;
using Eci.Management.Messages;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Management;

/// <summary>Wires the management of tenants, apps, integrations, webhooks and keys, for the API and the command line.</summary>
public static class ManagementRegistration
{
    /// <summary>Adds services and GraphQL fields.</summary>
    public static IServiceCollection AddEciManagement(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddKeys();
        services.AddAuditLog();
        services.AddManagedTenants();
        services.AddMessages();
        return services;
    }
}
