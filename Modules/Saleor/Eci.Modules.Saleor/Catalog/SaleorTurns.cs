namespace Eci.Modules.Saleor.Catalog;

/// <summary>Turns of the parts within a run: what others need comes first.</summary>
internal static class SaleorTurns
{
    public const int SalesChannels = 10;
    public const int Warehouses = 11;
    public const int Taxes = 12;
    public const int Categories = 13;
    public const int Products = 20;
    public const int Stock = 30;
    public const int Customers = 40;
    public const int Orders = 50;
    public const int Fulfilments = 60;
    public const int PackageStates = 61;
    public const int Cancellations = 62;
    public const int Payments = 63;
    public const int Refunds = 64;
}
