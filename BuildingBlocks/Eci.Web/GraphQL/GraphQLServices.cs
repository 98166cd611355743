using System.Text.Encodings.Web;
using Eci.Core;
using Eci.Web.GraphQL.Execution;
using Eci.Web.GraphQL.Http;
using Eci.Web.GraphQL.Subscriptions;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Execution;
using GraphQL.SystemTextJson;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Eci.Web.GraphQL;

/// <summary>Wires the GraphQL endpoint.</summary>
public static class GraphQLServices
{
    private const string Route = "graphql";

    /// <summary>
    /// Adds the schema, put together from every registered <see cref="IGraphQLContribution"/>, and the endpoint with its limits
    /// (<see cref="GraphQLOptions"/>). Needs <c>AddEciPersistence</c>, whose API keys it checks.
    /// </summary>
    public static IServiceCollection AddEciGraphQL(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<GraphQLOptions>().Bind(configuration.GetSection(GraphQLOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GraphQLOptions>, GraphQLOptionsValidator>();
        services.AddCallers(configuration);
        services.TryAddScoped<TenantScope>();

        services.AddGraphQLContribution<HealthContribution>();
        services.AddSingleton<EciSchema>();
        services.AddSingleton<IGraphQLTextSerializer>(new GraphQLSerializer(
            json => json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            new ErrorInfoProvider(errors => errors.ExposeCode = errors.ExposeCodes = errors.ExposeData = false)));

        services.AddSingleton<DocumentCache>();
        services.AddSingleton<RequestReader>();
        services.AddSingleton<OperationPreparer>();
        services.AddSingleton<CallerGate>();
        services.AddSingleton<OperationExecutor>();
        services.AddSubscriptions(configuration);
        services.AddSingleton<GraphQLPipeline>();
        services.AddSingleton<AnswerWriter>();
        services.AddSingleton<GraphQLEndpoint>();
        return services;
    }

    private static void AddSubscriptions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SubscriptionOptions>().Bind(configuration.GetSection(SubscriptionOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SubscriptionOptions>, SubscriptionOptionsValidator>();
        services.AddSingleton<SubscriptionSlots>();
        services.AddSingleton<SubscriptionStrategy>();
        services.AddSingleton<EventStreamWriter>();
        services.AddScoped(provider => new SubscriptionSession(
            provider.GetRequiredService<SubscriptionSlots>(), provider.GetRequiredService<IOptions<SubscriptionOptions>>()));
    }

    /// <summary>Adds the fields and types of a module.</summary>
    public static IServiceCollection AddGraphQLContribution<T>(this IServiceCollection services)
        where T : class, IGraphQLContribution
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IGraphQLContribution, T>());
        return services;
    }

    /// <summary>Maps <c>graphql</c> below the given routes, for GET and POST.</summary>
    public static IEndpointConventionBuilder MapEciGraphQL(this IEndpointRouteBuilder api)
    {
        var endpoint = api.ServiceProvider.GetRequiredService<GraphQLEndpoint>();
        return api.MapMethods(Route, [HttpMethods.Get, HttpMethods.Post], endpoint.HandleAsync).WithDisplayName("GraphQL").DescribeGraphQL();
    }
}
