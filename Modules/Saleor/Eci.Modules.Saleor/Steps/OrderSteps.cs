namespace Eci.Modules.Saleor.Steps;

/// <summary>What a shop's part of an order is called where steps of orders are shown.</summary>
internal static class OrderSteps
{
    /// <summary>The order came from the shop.</summary>
    public const string Order = "saleor-order";

    /// <summary>Its sums do not fit together.</summary>
    public const string Totals = "saleor-totals";

    /// <summary>A package became a fulfilment; by package.</summary>
    public const string Fulfilment = "saleor-fulfilment";

    /// <summary>Somebody fulfilled in the shop; by Saleor's id.</summary>
    public const string ShopFulfilment = "saleor-shop-fulfilment";

    /// <summary>The shop knows how a package stands; by package.</summary>
    public const string PackageState = "saleor-package-state";

    /// <summary>The shop called the order off.</summary>
    public const string Cancellation = "saleor-cancellation";

    /// <summary>A payment that the shop lacked, or that the hub does not understand; by payment.</summary>
    public const string Payment = "saleor-payment";

    /// <summary>The shop knows of a refund; by payment.</summary>
    public const string Refund = "saleor-refund";
}
