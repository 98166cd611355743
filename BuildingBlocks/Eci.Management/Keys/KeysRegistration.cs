using Eci.Management.Keys.GraphQL;
using Eci.Web.GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Management.Keys;

internal static class KeysRegistration
{
    public static IServiceCollection AddKeys(this IServiceCollection services) =>
        services.AddScoped<ApiKeyService>().AddGraphQLContribution<ApiKeyFields>();
}
