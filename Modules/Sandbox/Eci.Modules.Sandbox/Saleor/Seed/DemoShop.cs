using Eci.Modules.Sandbox.Saleor.Model;

namespace Eci.Modules.Sandbox.Saleor.Seed;

/// <summary>Makes the demo shop. The same size gives the same shop: names, ids and prices follow from numbers.</summary>
internal sealed class DemoShop
{
    private readonly ShopData _data;
    private readonly DateTimeOffset _opened;

    private DemoShop(long firstNumber, DateTimeOffset now)
    {
        _data = new ShopData(firstNumber);
        _opened = now.AddDays(-30);
    }

    public static ShopData Create(SeedSize size, long firstNumber, DateTimeOffset now)
    {
        var seed = new DemoShop(firstNumber, now);
        seed.AddGround();
        new DemoCatalog(seed._data, seed._opened).AddProducts(size.Products);
        new DemoOrders(seed._data, now).Add(size.Orders);
        return seed._data;
    }

    private void AddGround()
    {
        var euros = _data.Channels.Add(new Channel(1, "default-channel", "Online shop", "EUR", Country.Germany));
        var dollars = _data.Channels.Add(new Channel(2, "us-channel", "US shop", "USD", Country.UnitedStates));
        _data.ShippingMethods[euros] = [new(1, "DHL Paket", "EUR", 4.90m), new(2, "DPD Classic", "EUR", 4.50m), new(3, "UPS Express", "EUR", 12.90m)];
        _data.ShippingMethods[dollars] = [new(4, "UPS Ground", "USD", 9.00m)];
        _data.TaxClasses.Add(new TaxClass(1, "Standard rate", 0.19m));
        _data.TaxClasses.Add(new TaxClass(2, "Reduced rate", 0.07m));
        _data.Warehouses.Add(new Warehouse(1, "hamburg", "Hamburg", Depot(1, "Speicherstadt 1", "20457", "Hamburg")));
        _data.Warehouses.Add(new Warehouse(2, "leipzig", "Leipzig", Depot(2, "Messe-Allee 8", "04356", "Leipzig")));
        _data.Vouchers.Add(new Voucher(1, "WELCOME10", 10, DiscountValueTypeEnum.Percentage, _opened));
        _data.Vouchers.Add(new Voucher(2, "FIVEOFF", 5, DiscountValueTypeEnum.Fixed, _opened));
        _data.GiftCards.Add(new GiftCard(1, "ABCD-EFGH-1234", "EUR", 25, _opened));
        _data.Gateways.Add(new PaymentGateway("Braintree", "mirumee.payments.braintree", ["EUR", "USD"], []));
        _data.Gateways.Add(new PaymentGateway("Dummy", "mirumee.payments.dummy", ["EUR", "USD"], []));
        AddCustomers();
    }

    private void AddCustomers()
    {
        foreach (var ((first, last, street, postcode, city), index) in DemoWords.People.Select((person, index) => (person, index)))
        {
            var address = new Address(100 + index)
            {
                FirstName = first,
                LastName = last,
                StreetAddress1 = street,
                PostalCode = postcode,
                City = city,
                In = Country.Germany,
                Phone = "+4930123456",
                IsDefaultBillingAddress = true,
                IsDefaultShippingAddress = true,
            };
            _data.Customers.Add(new User(index + 1, $"{first}.{last}@example.com".ToLowerInvariant(), _opened.AddMinutes(index))
            {
                FirstName = first,
                LastName = last,
                LanguageCode = index % 3 == 1 ? LanguageCodeEnum.En : LanguageCodeEnum.De,
                DefaultBillingAddress = address,
            });
        }
    }

    private static Address Depot(int number, string street, string postcode, string city) => new(number)
    {
        FirstName = "",
        LastName = "",
        CompanyName = "Saleor sandbox GmbH",
        StreetAddress1 = street,
        PostalCode = postcode,
        City = city,
        In = Country.Germany,
    };
}
