using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Eci.Web.GraphQL;

/// <summary>The field every hub has, whatever its modules.</summary>
internal sealed class HealthContribution : IGraphQLContribution
{
    public void Contribute(GraphQLComposition schema) => schema.Query.Field<bool>("healthCheck")
        .Description("True when the hub and what it depends on work.")
        .ResolveAsync(async context => await IsHealthyAsync(context.RequestServices!, context.CancellationToken))
        .OpenInDevelopment()
        .WithoutTenant();

    private static async Task<bool> IsHealthyAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetService<HealthCheckService>() is not { } checks
        || (await checks.CheckHealthAsync(cancellationToken)).Status is not HealthStatus.Unhealthy;
}
