namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>Names of the permissions that the API asks for.</summary>
internal static class Permissions
{
    /// <summary>Any app with a valid token.</summary>
    public const string AnyApp = "AUTHENTICATED_APP";

    /// <summary>Any member of the staff: they do not use the API of the simulator.</summary>
    public const string AnyStaff = "AUTHENTICATED_STAFF_USER";

    public const string Apps = "MANAGE_APPS";
    public const string Channels = "MANAGE_CHANNELS";
    public const string Discounts = "MANAGE_DISCOUNTS";
    public const string GiftCards = "MANAGE_GIFT_CARD";
    public const string Orders = "MANAGE_ORDERS";
    public const string OrdersImport = "MANAGE_ORDERS_IMPORT";
    public const string Payments = "HANDLE_PAYMENTS";
    public const string Products = "MANAGE_PRODUCTS";
    public const string ProductTypes = "MANAGE_PRODUCT_TYPES_AND_ATTRIBUTES";
    public const string Settings = "MANAGE_SETTINGS";
    public const string Shipping = "MANAGE_SHIPPING";
    public const string Staff = "MANAGE_STAFF";
    public const string Taxes = "MANAGE_TAXES";
    public const string Users = "MANAGE_USERS";

    /// <summary>Everything an app can be granted.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Users, Staff, "IMPERSONATE_USER", Apps, "MANAGE_OBSERVABILITY", Channels, Discounts, "MANAGE_PLUGINS", GiftCards, "MANAGE_MENUS",
        "MANAGE_CHECKOUTS", "HANDLE_CHECKOUTS", "HANDLE_TAXES", Taxes, Orders, OrdersImport, Payments, "MANAGE_PAGES",
        "MANAGE_PAGE_TYPES_AND_ATTRIBUTES", Products, ProductTypes, Shipping, Settings, "MANAGE_TRANSLATIONS",
    ];
}
