using Eci.Core;
using Eci.Persistence;
using Eci.Persistence.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Eci.Commerce.Api.Privacy.Holders;

/// <summary>
/// Orders and their addresses. Orders stay, without names and under a new address of their page; of addresses the country stays. An address
/// that others use too is left to them: the person's orders get an empty one in its place.
/// </summary>
internal sealed class OrderHolder(EciDbContext database) : IPersonalDataHolder
{
    private const int MostExported = 5000;

    public string Name => "orders";

    public async Task<HeldData> ExportAsync(DataSubject person, CancellationToken cancellationToken)
    {
        var orders = await Orders(person).AsNoTracking().Include(o => o.ShippingAddress).Include(o => o.BillingAddress)
            .OrderByDescending(o => o.Date).ThenByDescending(o => o.Id)
            .Take(MostExported + 1)
            .ToListAsync(cancellationToken);
        var content = ExportJson.Node(orders.Take(MostExported).Select(order => new
        {
            order.Id,
            order.OrderNumber,
            order.Date,
            order.Language,
            order.FirstName,
            order.LastName,
            order.TrackingNotificationsEnabled,
            ShippingAddress = Document(order.ShippingAddress),
            BillingAddress = Document(order.BillingAddress),
            order.CreatedAt,
            order.UpdatedAt,
        }));
        return new HeldData(content, orders.Count <= MostExported);
    }

    public async Task<IReadOnlyDictionary<string, int>> EraseAsync(DataSubject person, CancellationToken cancellationToken)
    {
        var orders = await Orders(person).Include(o => o.ShippingAddress).Include(o => o.BillingAddress).ToListAsync(cancellationToken);
        var changed = orders.Count(order => Erase(order, first: person.ErasedAt is null));
        var addresses = await EraseAddressesAsync(person, orders, cancellationToken);
        return new Dictionary<string, int>(StringComparer.Ordinal) { ["orders"] = changed, ["addresses"] = addresses };
    }

    private static bool Erase(Order order, bool first)
    {
        if (!first && order is { FirstName: null, LastName: null, TrackingNotificationsEnabled: false })
            return false;
        order.FirstName = null;
        order.LastName = null;
        order.TrackingNotificationsEnabled = false;
        order.TrackingToken = Ids.NewSecret(IdPrefix.TrackingToken);
        return true;
    }

    private async Task<int> EraseAddressesAsync(DataSubject person, List<Order> orders, CancellationToken cancellationToken)
    {
        var used = orders.SelectMany(o => (Address?[])[o.ShippingAddress, o.BillingAddress]).OfType<Address>().Where(HoldsSomething).Distinct().ToList();
        var ids = used.ConvertAll(a => a.Id);
        var others = database.Set<Order>().Where(o => o.MainContactId == null || o.MainContactId != person.ContactId);
        var shared = await database.Set<Address>()
            .Where(a => ids.Contains(a.Id) && others.Any(o => o.ShippingAddressId == a.Id || o.BillingAddressId == a.Id))
            .Select(a => a.Id)
            .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        foreach (var address in used)
        {
            if (shared.Contains(address.Id))
                Replace(address, orders);
            else
                Erase(address);
        }

        return used.Count;
    }

    private static bool HoldsSomething(Address address) =>
        (address.FullName ?? address.Company ?? address.Street ?? address.AdditionalLine ?? address.PostalCode ?? address.City ?? address.State ?? address.Phone) is not null;

    private void Replace(Address address, List<Order> orders)
    {
        var id = Ids.New(IdPrefix.Address);
        database.Add(new Address { Id = id, TenantId = address.TenantId, CountryCode = address.CountryCode, NormalizedName = Nameless() });
        foreach (var order in orders)
        {
            if (order.ShippingAddressId == address.Id)
                order.ShippingAddressId = id;
            if (order.BillingAddressId == address.Id)
                order.BillingAddressId = id;
        }
    }

    private static void Erase(Address address)
    {
        address.FullName = null;
        address.Company = null;
        address.Street = null;
        address.AdditionalLine = null;
        address.PostalCode = null;
        address.City = null;
        address.State = null;
        address.Phone = null;
        address.NormalizedName = Nameless();
    }

    private static string Nameless() => Ids.NewSecret("erased");

    private static object? Document(Address? address) => address is null ? null : new
    {
        address.FullName,
        address.Company,
        address.Street,
        address.AdditionalLine,
        address.PostalCode,
        address.City,
        address.State,
        address.CountryCode,
        address.Phone,
    };

    private IQueryable<Order> Orders(DataSubject person) => database.Set<Order>().Where(o => o.MainContactId == person.ContactId);
}
