using Eci.Core;
using GraphQL;
using GraphQL.Execution;
using Microsoft.Extensions.DependencyInjection;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace Eci.Web.GraphQL.Subscriptions;

/// <summary>Runs the fields of each change in a DI scope of its own, bound to the tenant of the request: nothing is remembered from change to change.</summary>
internal sealed class SubscriptionStrategy(IServiceScopeFactory scopes) : SubscriptionExecutionStrategy(SerialExecutionStrategy.Instance)
{
    protected override async ValueTask<ExecutionResult> ProcessDataAsync(ExecutionContext context, ExecutionNode node, object? value)
    {
        var tenantId = context.RequestServices!.GetRequiredService<TenantScope>().TenantId!;
        await using var scope = scopes.CreateScopeOf(tenantId);
        context.RequestServices = scope.ServiceProvider;
        return await base.ProcessDataAsync(context, node, value);
    }
}
