using Eci.Commerce;
using Eci.Modules.Saleor.Catalog;
using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Connection;
using Eci.Sync;

namespace Eci.Modules.Saleor.Customers;

/// <summary>Customers and their addresses.</summary>
internal sealed class CustomerPull(SaleorClient client) : SaleorPull<SaleorCustomer>
{
    private static readonly SaleorOperation<CustomersAnswer> Operation = SaleorOperation.Query<CustomersAnswer>("Customers");

    public override string Entity => SyncEntities.Customers;

    public override int Turn => SaleorTurns.Customers;

    public override async Task ApplyAsync(SyncContext context, IReadOnlyList<PulledRecord> records, CancellationToken cancellationToken)
    {
        var page = await CustomerPage.LoadAsync(context, [.. records.Select(r => (SaleorCustomer)r.Content)], cancellationToken);
        foreach (var record in records)
        {
            var customer = (SaleorCustomer)record.Content;
            if (EmailOf(customer) is not { } email)
                record.Ignore("The customer has no e-mail address.");
            else if (page.IsErased(customer, email))
                record.Ignore("The person was erased.");
            else
                Write(context, page, record, customer, email);
        }
    }

    protected override bool IsOn(SaleorSettings settings) => settings.SyncCustomers;

    protected override async Task<SaleorConnection<SaleorCustomer>> AskAsync(SaleorApp shop, PageVariables variables, CancellationToken cancellationToken) =>
        (await client.SendAsync(shop, Operation, variables, cancellationToken)).Customers;

    protected override string IdOf(SaleorCustomer node) => node.Id;

    protected override DateTimeOffset? ChangedAt(SaleorCustomer node) => node.UpdatedAt;

    protected override PageVariables Window(PullWindow window, string? cursor) =>
        new(SaleorPages.MaxSize, cursor, SaleorFilter.ChangedSince(window.ChangedSince));

    internal static string? EmailOf(SaleorCustomer customer) => SaleorText.OrNull(customer.Email) is { } email ? Contact.NormalizeEmail(email) : null;

    /// <summary>Consent is the hub's own: the shop does not ask for it.</summary>
    private static void Write(SyncContext context, CustomerPage page, PulledRecord record, SaleorCustomer customer, string email)
    {
        if (page.Contact(customer, email) is not { } contact)
        {
            record.Fail("Another customer of the shop has the same e-mail address.");
            return;
        }

        var main = customer.MainAddress;
        contact.Email = email;
        contact.FirstName = SaleorText.OrNull(customer.FirstName) ?? SaleorText.OrNull(main?.FirstName) ?? contact.FirstName;
        contact.LastName = SaleorText.OrNull(customer.LastName) ?? SaleorText.OrNull(main?.LastName) ?? contact.LastName;
        contact.Phone = SaleorText.OrNull(main?.Phone) ?? contact.Phone;
        contact.CompanyId = page.Company(main)?.Id ?? contact.CompanyId;
        ContactAddressWriter.Write(context.Database, page, contact, customer);
        record.Done(contact.Id);
        context.Store(new SyncDependency(SyncEntities.Customers, record.ExternalId));
    }
}
