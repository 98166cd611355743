using System.Globalization;
using Eci.Modules.Sandbox.Saleor.Api;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>A customer.</summary>
[Implements(typeof(IObjectWithMetadata))]
internal sealed class User(int number, string email, DateTimeOffset joined)
    : ShopObject(nameof(User), number.ToString(CultureInfo.InvariantCulture)), IUserOrApp
{
    public string Email { get; set; } = email;

    public required string FirstName { get; set; }

    public required string LastName { get; set; }

    public bool IsStaff => false;

    public bool IsActive { get; set; } = true;

    public bool IsConfirmed => true;

    public IReadOnlyList<Address> Addresses => DefaultBillingAddress is { } address ? [address] : [];

    [Needs(Permissions.Users, Permissions.Staff)]
    public string? Note { get; set; }

    public LanguageCodeEnum LanguageCode { get; set; }

    public Address? DefaultShippingAddress => DefaultBillingAddress;

    public Address? DefaultBillingAddress { get; set; }

    public string? ExternalReference { get; init; }

    public DateTimeOffset? LastLogin => null;

    public DateTimeOffset DateJoined { get; } = joined;

    public DateTimeOffset UpdatedAt { get; set; } = joined;

    [Needs(Permissions.Staff)]
    public CountableConnection<Order>? Orders(IResolveFieldContext context, string? before, string? after, int? first, int? last) =>
        context.Shop().Data.Orders.Page(context, OrderSorts.ByNumber, order => ReferenceEquals(order.User, this), new PageArguments(before, after, first, last));

    internal override IReadOnlyList<string> Keepers { get; } = [Permissions.Users, Permissions.Staff];
}
