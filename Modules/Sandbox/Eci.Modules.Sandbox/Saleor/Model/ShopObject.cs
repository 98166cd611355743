using Eci.Modules.Sandbox.Saleor.Api;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>What carries metadata.</summary>
[Name("ObjectWithMetadata")]
internal interface IObjectWithMetadata
{
    IReadOnlyList<MetadataItem> PrivateMetadata(IResolveFieldContext context);

    string? PrivateMetafield(IResolveFieldContext context, string key);

    MetadataMap? PrivateMetafields(IResolveFieldContext context, IReadOnlyList<string>? keys);

    IReadOnlyList<MetadataItem> Metadata { get; }

    string? Metafield(string key);

    MetadataMap? Metafields(IReadOnlyList<string>? keys);
}

internal sealed record MetadataItem(string Key, string Value);

/// <summary>Something in the shop with an id and metadata. Public members are the fields that the API shows; the rest is the shop's own.</summary>
/// <param name="type">Saleor's name of the type, first part of the id.</param>
/// <param name="key">Second part of the id: a number or a UUID.</param>
internal abstract class ShopObject(string type, string key) : IObjectWithMetadata
{
    [Id]
    public string Id { get; } = GlobalId.Of(type, key);

    public IReadOnlyList<MetadataItem> Metadata => PublicData.Items;

    internal string Key => key;

    internal MetadataBook PublicData { get; } = new();

    internal MetadataBook PrivateData { get; } = new();

    /// <summary>One of these permissions is needed for private metadata, and to change any.</summary>
    internal abstract IReadOnlyList<string> Keepers { get; }

    public IReadOnlyList<MetadataItem> PrivateMetadata(IResolveFieldContext context) => Private(context).Items;

    public string? PrivateMetafield(IResolveFieldContext context, string key) => Private(context).Find(key);

    public MetadataMap? PrivateMetafields(IResolveFieldContext context, IReadOnlyList<string>? keys) => Private(context).Map(keys);

    public string? Metafield(string key) => PublicData.Find(key);

    public MetadataMap? Metafields(IReadOnlyList<string>? keys) => PublicData.Map(keys);

    private MetadataBook Private(IResolveFieldContext context)
    {
        context.Shop().Demand(Keepers);
        return PrivateData;
    }
}
