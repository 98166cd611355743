using Eci.Management.Audit.GraphQL;
using Eci.Web.GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Management.Audit;

internal static class AuditRegistration
{
    public static IServiceCollection AddAuditLog(this IServiceCollection services) =>
        services.AddScoped<AuditLog>().AddGraphQLContribution<AuditFields>();
}
