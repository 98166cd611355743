using Eci.Modules.Sandbox.Saleor.Model;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>Mutations of metadata.</summary>
internal sealed partial class Mutation
{
    public static UpdateMetadata? UpdateMetadata(IResolveFieldContext context, [Id] string id, IReadOnlyList<MetadataInput> input) =>
        Write(context, new UpdateMetadata(), id, input, item => item.PublicData);

    public static UpdatePrivateMetadata? UpdatePrivateMetadata(IResolveFieldContext context, [Id] string id, IReadOnlyList<MetadataInput> input) =>
        Write(context, new UpdatePrivateMetadata(), id, input, item => item.PrivateData);

    public static DeleteMetadata? DeleteMetadata(IResolveFieldContext context, [Id] string id, IReadOnlyList<string> keys) =>
        Remove(context, new DeleteMetadata(), id, keys, item => item.PublicData);

    public static DeletePrivateMetadata? DeletePrivateMetadata(IResolveFieldContext context, [Id] string id, IReadOnlyList<string> keys) =>
        Remove(context, new DeletePrivateMetadata(), id, keys, item => item.PrivateData);

    private static T Write<T>(IResolveFieldContext context, T payload, string id, IReadOnlyList<MetadataInput> input, Func<ShopObject, MetadataBook> book)
        where T : MetadataPayload
    {
        if (!payload.Find(context.Shop(), id))
            return payload;
        if (input.Any(entry => string.IsNullOrWhiteSpace(entry.Key)))
        {
            payload.Refuse("input", MetadataErrorCode.Required, "Metadata key cannot be empty.");
            return payload;
        }

        foreach (var entry in input)
            book(payload.Found!).Set(entry.Key.Trim(), entry.Value);
        Tell(context.Shop(), payload.Found!);
        return payload;
    }

    private static T Remove<T>(IResolveFieldContext context, T payload, string id, IReadOnlyList<string> keys, Func<ShopObject, MetadataBook> book)
        where T : MetadataPayload
    {
        if (!payload.Find(context.Shop(), id))
            return payload;
        foreach (var key in keys)
            book(payload.Found!).Remove(key);
        Tell(context.Shop(), payload.Found!);
        return payload;
    }

    private static void Tell(ShopRequest request, ShopObject item)
    {
        switch (item)
        {
            case Order order:
                order.UpdatedAt = request.Now;
                request.Data.Happened(new OrderMetadataUpdated(order));
                break;
            case Fulfillment fulfillment:
                request.Data.Happened(new FulfillmentMetadataUpdated(fulfillment));
                break;
            case Product product:
                product.UpdatedAt = request.Now;
                request.Data.Happened(new ProductMetadataUpdated(product));
                break;
            case ProductVariant variant:
                variant.UpdatedAt = request.Now;
                request.Data.Happened(new ProductVariantMetadataUpdated(variant));
                break;
            case User user:
                user.UpdatedAt = request.Now;
                request.Data.Happened(new CustomerMetadataUpdated(user));
                break;
            case TransactionItem transaction:
                request.Data.Happened(new TransactionItemMetadataUpdated(transaction));
                break;
            case Warehouse warehouse:
                request.Data.Happened(new WarehouseMetadataUpdated(warehouse));
                break;
        }
    }
}
