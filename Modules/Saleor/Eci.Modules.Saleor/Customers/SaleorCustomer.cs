using Eci.Modules.Saleor.Client;

namespace Eci.Modules.Saleor.Customers;

internal sealed record CustomersAnswer(SaleorConnection<SaleorCustomer> Customers);

/// <summary>A customer of the shop.</summary>
internal sealed record SaleorCustomer
{
    public required string Id { get; init; }

    public string? Email { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public bool IsActive { get; init; }

    public string? LanguageCode { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public IReadOnlyList<SaleorAddress>? Addresses { get; init; }

    /// <summary>The address that tells most of the person: for invoices, else for parcels, else the first.</summary>
    public SaleorAddress? MainAddress => (Addresses ?? [])
        .OrderByDescending(a => a.IsDefaultBillingAddress is true)
        .ThenByDescending(a => a.IsDefaultShippingAddress is true)
        .FirstOrDefault();
}
