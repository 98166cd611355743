using Eci.Core;

namespace Eci.Commerce;

/// <summary>An order of the shop. One per number and tenant.</summary>
public sealed class Order : ITenantOwned, ITimestamped, IVersioned, IAudited
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    /// <summary>The number the customer knows, for example <c>STORE-1001</c>.</summary>
    public required string OrderNumber { get; init; }

    /// <summary>When it was placed, UTC.</summary>
    public DateTimeOffset Date { get; set; }

    /// <summary>ISO 639-1, lower case.</summary>
    public string? Language { get; set; }

    public string? MainContactId { get; set; }

    public Contact? MainContact { get; set; }

    /// <summary>Name for this order; the contact's when null.</summary>
    [PersonalData]
    public string? FirstName { get; set; }

    [PersonalData]
    public string? LastName { get; set; }

    public string? ShippingAddressId { get; set; }

    public Address? ShippingAddress { get; set; }

    public string? BillingAddressId { get; set; }

    public Address? BillingAddress { get; set; }

    /// <summary>Opens the order's tracking page to whoever knows it: 128 random bits.</summary>
    [PersonalData]
    public string TrackingToken { get; set; } = Ids.NewSecret(IdPrefix.TrackingToken);

    /// <summary>Tell the customer about the parcels of this order.</summary>
    public bool TrackingNotificationsEnabled { get; set; } = true;

    public List<Package> Packages { get; } = [];

    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}
