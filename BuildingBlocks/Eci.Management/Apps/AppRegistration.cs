using Eci.Management.Apps.GraphQL;
using Eci.Management.GraphQL;
using Eci.Management.Kinds;
using Eci.Web.GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Management.Apps;

internal static class AppRegistration
{
    public static IServiceCollection AddApps(this IServiceCollection services) => services
        .AddSingleton<KindCatalog>()
        .AddScoped<ManagementLoaders>()
        .AddScoped<AppService>()
        .AddScoped<ConnectionTester>()
        .AddGraphQLContribution<AppQueries>()
        .AddGraphQLContribution<AppMutations>()
        .AddGraphQLContribution<AppKindMutations>();
}
