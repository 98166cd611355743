using Eci.Modules.Sandbox.Saleor.Model;

namespace Eci.Modules.Sandbox.Saleor.Api;

internal sealed record MetadataInput
{
    public required string Key { get; init; }

    public required string Value { get; init; }
}

internal enum MetadataErrorCode
{
    GraphqlError,
    Invalid,
    NotFound,
    Required,
    NotUpdated,
}

internal sealed class MetadataError : MutationError<MetadataErrorCode>;

/// <summary>What mutations of metadata answer.</summary>
internal abstract class MetadataPayload : Payload<MetadataError, MetadataErrorCode>
{
    public IObjectWithMetadata? Item => Found;

    internal ShopObject? Found { get; private set; }

    /// <summary>What is to be changed; refuses when it does not exist or the app may not change it.</summary>
    internal bool Find(ShopRequest request, string id)
    {
        Found = request.Data.Find(id);
        if (Found is null)
            Refuse("id", MetadataErrorCode.NotFound, $"Couldn't resolve to a node: {id}");
        else
            request.Demand(Found.Keepers);
        return Found is not null;
    }
}

internal sealed class UpdateMetadata : MetadataPayload;

internal sealed class UpdatePrivateMetadata : MetadataPayload;

internal sealed class DeleteMetadata : MetadataPayload;

internal sealed class DeletePrivateMetadata : MetadataPayload;
