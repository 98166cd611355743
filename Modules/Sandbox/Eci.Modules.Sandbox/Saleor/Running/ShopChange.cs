using System.Text.Json.Serialization;
using Eci.Modules.Sandbox.Saleor.Api;
using Eci.Modules.Sandbox.Saleor.Control;

namespace Eci.Modules.Sandbox.Saleor.Running;

/// <summary>Something that changes the shop. Replaying the changes of a shop in turn gives the same shop.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "change")]
[JsonDerivedType(typeof(ApiMutation), "api")]
[JsonDerivedType(typeof(AppInstallation), "install")]
[JsonDerivedType(typeof(AppCreation), "create")]
[JsonDerivedType(typeof(AppRemoval), "remove")]
[JsonDerivedType(typeof(TokenRevocation), "revoke")]
[JsonDerivedType(typeof(GatewayRefresh), "gateways")]
[JsonDerivedType(typeof(OrderPlacing), "place")]
[JsonDerivedType(typeof(StaffAction), "staff")]
[JsonDerivedType(typeof(ProductAddition), "add-product")]
[JsonDerivedType(typeof(ProductChange), "change-product")]
[JsonDerivedType(typeof(ProductRemoval), "remove-product")]
[JsonDerivedType(typeof(StockCount), "stock")]
internal abstract record ShopChange
{
    /// <summary>Does it.</summary>
    /// <returns>What the caller gets to see.</returns>
    /// <exception cref="Desk.DeskException">It cannot be done; nothing has changed.</exception>
    public abstract Task<object?> ApplyAsync(ShopApi api, ShopRequest request, CancellationToken cancellationToken);
}
