using Eci.Management.Integrations.GraphQL;
using Eci.Web.GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Management.Integrations;

internal static class IntegrationRegistration
{
    public static IServiceCollection AddIntegrations(this IServiceCollection services) => services
        .AddScoped<IntegrationService>()
        .AddGraphQLContribution<IntegrationQueries>()
        .AddGraphQLContribution<IntegrationMutations>()
        .AddGraphQLContribution<IntegrationKindMutations>();
}
