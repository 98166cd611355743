using Eci.Commerce;
using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Connection;
using Eci.Modules.Saleor.Orders;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Saleor.Orders;

internal sealed class Fields_of_Saleor_orders
{
    private static readonly SaleorSettings Settings = new(OrderPrefix: "SHOP");

    [TestCase("""{"number":"1234"}""", "SHOP-1234")]
    [TestCase("""{"number":"1234","externalReference":" B2B-7 "}""", "B2B-7")]
    [TestCase("""{"number":"1234","externalReference":""}""", "SHOP-1234")]
    [TestCase("""{"number":null}""", null)]
    [TestCase("""{"number":" "}""", null)]
    public void Make_the_number_that_the_customer_knows(string fields, string? number) =>
        Assert.That(OrderMap.Number(SaleorSamples.Order(fields), Settings), Is.EqualTo(number));

    [TestCase("DRAFT", OrderStatus.Draft)]
    [TestCase("UNCONFIRMED", OrderStatus.Unconfirmed)]
    [TestCase("CANCELED", OrderStatus.Canceled)]
    [TestCase("EXPIRED", OrderStatus.Canceled)]
    [TestCase("UNFULFILLED", OrderStatus.Confirmed)]
    [TestCase("PARTIALLY_FULFILLED", OrderStatus.Confirmed)]
    [TestCase("FULFILLED", OrderStatus.Confirmed)]
    [TestCase("PARTIALLY_RETURNED", OrderStatus.Confirmed)]
    [TestCase("RETURNED", OrderStatus.Confirmed)]
    public void Make_the_status(string told, OrderStatus status) => Assert.That(OrderMap.Status(told), Is.EqualTo(status));

    [Test]
    public void Cover_every_status_of_the_contract() => Assert.That(
        SaleorContract.ValuesOf("OrderStatus").Where(value => OrderMap.Status(value) is null), Is.Empty);

    [TestCase("eur", "EUR")]
    [TestCase(" CHF ", "CHF")]
    [TestCase("JPY", "JPY")]
    [TestCase("EURO", null)]
    [TestCase("E1R", null)]
    [TestCase("", null)]
    [TestCase(null, null)]
    public void Take_any_currency_of_the_standard_and_nothing_else(string? told, string? currency) =>
        Assert.That(OrderMap.Currency(told), Is.EqualTo(currency));

    [TestCase("DHL Paket", Carrier.Dhl)]
    [TestCase("Standard (DPD)", Carrier.Dpd)]
    [TestCase("ups-express", Carrier.Ups)]
    [TestCase("Versand mit Hermes", Carrier.Hermes)]
    [TestCase("Groups", null)]
    [TestCase("2 days", null)]
    [TestCase("Pickup", null)]
    [TestCase("", null)]
    [TestCase(null, null)]
    public void Name_the_carrier_that_the_way_of_shipping_names(string? method, Carrier? carrier) =>
        Assert.That(OrderMap.CarrierOf(method), Is.EqualTo(carrier));

    [TestCase("""{"customerNote":" Ring twice "}""", "Ring twice")]
    [TestCase("""{"customerNote":"Ring","metadata":[{"key":"deliveryNotes","value":"Behind the shed"}]}""", "Behind the shed")]
    [TestCase("""{"customerNote":"Ring","metadata":[{"key":"deliveryNotes","value":""}]}""", "Ring")]
    [TestCase("""{"customerNote":null,"metadata":null}""", null)]
    public void Make_the_note_of_the_customer(string fields, string? note) =>
        Assert.That(OrderMap.CustomerNote(SaleorSamples.Order(fields)), Is.EqualTo(note));

    [TestCase(0.19, 19)]
    [TestCase(0.07, 7)]
    [TestCase(0.055, 5.5)]
    [TestCase(0.19000000000000003, 19)]
    [TestCase(0, 0)]
    public void Make_per_cent_of_a_fraction(double fraction, double percent) =>
        Assert.That(OrderMap.Percent((decimal)fraction), Is.EqualTo((decimal)percent));

    [Test]
    public void Make_an_address_whose_key_is_that_of_an_order_registered_by_API()
    {
        var address = new SaleorAddress
        {
            FirstName = "Jürgen",
            LastName = "Groß",
            CompanyName = " ",
            StreetAddress1 = "Hauptstraße 1a",
            PostalCode = "1010",
            City = "Wien",
            Country = new SaleorCountry("at"),
            Phone = string.Empty,
        };
        var registered = new PostalAddress { FullName = "jürgen  groß", Street = "Hauptstraße 1 a", PostalCode = "1010", City = "WIEN", CountryCode = "AT" };

        Assert.That(address.ToPostal()!.Key, Is.EqualTo(registered.Key));
    }
}
