using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>Roots that subscriptions of webhooks start from: any event, or one kind of it in some channels.</summary>
internal sealed class Subscription : ObjectGraphType
{
    public Subscription()
    {
        Name = nameof(Subscription);
        var any = Field<GraphQLClrOutputTypeReference<IShopEvent>>("event").Resolve(context => context.RootValue).FieldType;
        any.StreamResolver = Never.Instance;
        AddRoot<OrderCreated>("orderCreated");
        AddRoot<OrderUpdated>("orderUpdated");
        AddRoot<OrderConfirmed>("orderConfirmed");
        AddRoot<OrderPaid>("orderPaid");
        AddRoot<OrderFullyPaid>("orderFullyPaid");
        AddRoot<OrderRefunded>("orderRefunded");
        AddRoot<OrderFullyRefunded>("orderFullyRefunded");
        AddRoot<OrderFulfilled>("orderFulfilled");
        AddRoot<OrderCancelled>("orderCancelled");
        AddRoot<OrderExpired>("orderExpired");
        AddRoot<OrderMetadataUpdated>("orderMetadataUpdated");
    }

    private void AddRoot<T>(string name)
        where T : ShopEvent
    {
        var root = Field<GraphQLClrOutputTypeReference<T>>(name).Argument<ListGraphType<NonNullGraphType<StringGraphType>>>("channels");
        root.Resolve(context => context.RootValue is T happened && Concerns(context, happened) ? happened : null);
        root.FieldType.StreamResolver = Never.Instance;
    }

    private static bool Concerns(IResolveFieldContext context, ShopEvent happened) =>
        context.GetArgument<List<string>?>("channels") is not { Count: > 0 } channels || (happened.In is { } channel && channels.Contains(channel.Slug));

    /// <summary>Events reach apps by webhooks: nobody streams them.</summary>
    private sealed class Never : ISourceStreamResolver
    {
        public static Never Instance { get; } = new();

        public ValueTask<IObservable<object?>> ResolveAsync(IResolveFieldContext context) =>
            throw new ShopError(ShopError.GraphQL, "Subscriptions are not supported.");
    }
}
