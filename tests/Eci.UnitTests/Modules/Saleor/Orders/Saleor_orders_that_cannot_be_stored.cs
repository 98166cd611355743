using Eci.Modules.Saleor.Connection;
using Eci.Modules.Saleor.Orders;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Saleor.Orders;

internal sealed class Saleor_orders_that_cannot_be_stored
{
    private static readonly SaleorSettings Settings = new();

    [TestCase("""{"number":null}""", "The order has no number.")]
    [TestCase("""{"userEmail":null}""", "The order has no e-mail address.")]
    [TestCase("""{"userEmail":" "}""", "The order has no e-mail address.")]
    [TestCase("""{"userEmail":"nobody"}""", "The order has no e-mail address.")]
    [TestCase("""{"status":"TELEPORTED"}""", "The order has a status that the hub does not know.")]
    [TestCase("""{"status":null}""", "The order has a status that the hub does not know.")]
    [TestCase("""{"total":null}""", "The order has no currency of ISO 4217.")]
    [TestCase("""{"total":{"currency":"BITCOIN"}}""", "The order has no currency of ISO 4217.")]
    [TestCase("""{"lines":[{"id":"a","quantity":1},{"id":"a","quantity":2}]}""", "Two lines of the order have the same id.")]
    public void Say_why(string fields, string problem) =>
        Assert.That(OrderProblem.Of(SaleorSamples.Order(fields), Settings), Is.EqualTo(problem));

    [Test]
    public void Name_the_limit_of_a_number_that_is_too_long() => Assert.That(
        OrderProblem.Of(SaleorSamples.Order($$"""{"externalReference":"{{new string('9', 201)}}"}"""), Settings), Does.Contain("200"));

    [TestCase("{}")]
    [TestCase("""{"status":"DRAFT","lines":null,"billingAddress":null,"metadata":null,"payments":null,"transactions":null}""")]
    [TestCase("""{"status":"EXPIRED","lines":[{"id":"a","quantity":0},{"id":"b","quantity":-1}]}""")]
    public void Are_no_others(string fields) => Assert.That(OrderProblem.Of(SaleorSamples.Order(fields), Settings), Is.Null);
}
