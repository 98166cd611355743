using Eci.Modules.Saleor.Contracts;
using Eci.Modules.Saleor.Prepayment;

namespace Eci.Modules.Saleor.Connection;

/// <summary>What shops and the hub agree on for a type of app.</summary>
/// <param name="Type">The type.</param>
/// <param name="Kind">Kind of its apps in the hub.</param>
/// <param name="PathName">Its name in the manifest's address and id.</param>
/// <param name="Name">How people see it.</param>
/// <param name="About">What it does.</param>
/// <param name="Permissions">What it must be allowed in the shop.</param>
internal sealed record SaleorAppDescription(
    SaleorAppType Type, string Kind, string PathName, string Name, string About, IReadOnlyList<string> Permissions);

/// <summary>The types of app that shops can install.</summary>
internal static class SaleorAppTypes
{
    public static SaleorAppDescription EntitySync { get; } = new(
        SaleorAppType.EntitySync,
        SaleorApp.Kind,
        "entitysync",
        "ECI",
        "Exchanges orders, products, stock and fulfilments with the hub.",
        [
            "MANAGE_ORDERS", "MANAGE_PRODUCTS", "MANAGE_USERS", "MANAGE_CHANNELS", "MANAGE_TAXES", "MANAGE_SHIPPING", "MANAGE_GIFT_CARD", "HANDLE_PAYMENTS",
        ]);

    public static SaleorAppDescription Prepayment { get; } = new(
        SaleorAppType.Prepayment,
        SaleorPrepaymentApp.Kind,
        "prepayment",
        "ECI prepayment",
        "Lets customers pay in advance by bank transfer.",
        ["HANDLE_PAYMENTS"]);

    private static readonly IReadOnlyList<SaleorAppDescription> All = [EntitySync, Prepayment];

    public static SaleorAppDescription Of(SaleorAppType type) => All.First(known => known.Type == type);

    /// <summary>The type of the apps of a kind.</summary>
    public static SaleorAppDescription OfKind(string kind) => All.First(known => known.Kind == kind);
}
