using Eci.Web.GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Management.Messages;

/// <summary>Wires messages and dead letters over GraphQL.</summary>
internal static class MessagesRegistration
{
    public static IServiceCollection AddMessages(this IServiceCollection services) => services
        .AddScoped<MessageLoaders>()
        .AddGraphQLContribution<MessageQueries>()
        .AddGraphQLContribution<DeadLetterMutations>();
}
