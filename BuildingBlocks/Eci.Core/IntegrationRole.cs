namespace Eci.Core;

/// <summary>What an app does in an integration: values of <see cref="IntegrationApp.Role"/>.</summary>
public static class IntegrationRole
{
    /// <summary>Reports about packages.</summary>
    public const string Carrier = "carrier";

    /// <summary>Writes to customers.</summary>
    public const string Email = "email";

    /// <summary>Offers data of products to advertising platforms.</summary>
    public const string Feed = "feed";

    /// <summary>Sells: orders come from it, fulfilments go to it.</summary>
    public const string Shop = "shop";

    /// <summary>Keeps stock and sends goods out.</summary>
    public const string Erp = "erp";

    /// <summary>Keeps the books.</summary>
    public const string Books = "books";

    /// <summary>Takes money.</summary>
    public const string Payment = "payment";

    /// <summary>Asks customers what they think.</summary>
    public const string Reviews = "reviews";
}
