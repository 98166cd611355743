namespace Eci.Core;

/// <summary>What an app does in an integration: values of <see cref="IntegrationApp.Role"/>.</summary>
public static class IntegrationRole
{
    /// <summary>Reports about packages.</summary>
    public const string Carrier = "carrier";

    /// <summary>Writes to customers.</summary>
    public const string Email = "email";

    /// <summary>Sells: orders come from it, fulfilments go to it.</summary>
    public const string Shop = "shop";
}
