using Eci.Sync.Rules;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Sync;

internal sealed class Owners_of_fields
{
    [TestCase(FieldGroup.OrderContents, "saleor", "saleor", "zoho", true)]
    [TestCase(FieldGroup.OrderContents, "zoho", "saleor", "xentral", false)]
    [TestCase(FieldGroup.OrderContents, "zoho", "zoho", "saleor", true)]
    [TestCase(FieldGroup.OrderContents, "saleor", "zoho", "", false)]
    [TestCase(FieldGroup.OrderHandling, "zoho", "saleor", "xentral", true)]
    [TestCase(FieldGroup.OrderHandling, "xentral", "saleor", "zoho", false)]
    [TestCase(FieldGroup.OrderHandling, "xentral", "saleor", "", true)]
    [TestCase(FieldGroup.ContactNames, "zoho", "saleor", "", false)]
    [TestCase(FieldGroup.ContactNames, "zoho", "zoho", "", true)]
    [TestCase(FieldGroup.ContactBusiness, "saleor", "saleor", "zoho", false)]
    [TestCase(FieldGroup.ProductMasterData, "saleor", "zoho", "", false)]
    [TestCase(FieldGroup.ProductMasterData, "saleor", "saleor", "", true)]
    [TestCase(FieldGroup.ProductPresentation, "zoho", "zoho", "saleor", false)]
    [TestCase(FieldGroup.Stock, "saleor", "zoho", "", false)]
    [TestCase(FieldGroup.Stock, "zoho", "zoho", "saleor", true)]
    [TestCase(FieldGroup.Prices, "saleor", "saleor", "zoho", false)]
    [TestCase(FieldGroup.PackageContents, "zoho", "xentral", "", false)]
    [TestCase(FieldGroup.Invoice, "zoho", "zoho", "saleor", true)]
    [TestCase(FieldGroup.Payment, "braintree", "saleor", "", false)]
    [TestCase(FieldGroup.PaymentFee, "braintree", "saleor", "zoho", true)]
    [TestCase(FieldGroup.PaymentFee, "saleor", "saleor", "braintree", false)]
    public void Write_what_they_are_masters_of(FieldGroup fields, string writer, string origin, string other, bool may) =>
        Assert.That(FieldOwnership.MayWrite(fields, writer, origin, other.Length == 0 ? [] : [other]), Is.EqualTo(may));

    [Test]
    public void Are_whoever_comes_first_for_a_new_row([Values] FieldGroup fields) =>
        Assert.That(FieldOwnership.MayWrite(fields, "anybody", origin: null, []), Is.True);

    [Test]
    public void Let_others_fill_what_is_empty([Values] FieldGroup fields) =>
        Assert.That(FieldOwnership.MayWrite(fields, "anybody", "zoho", ["saleor"], isEmpty: true), Is.True);
}
