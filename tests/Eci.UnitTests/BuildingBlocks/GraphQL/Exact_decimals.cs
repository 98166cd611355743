using Eci.Web.GraphQL;
using GraphQLParser.AST;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.GraphQL;

internal sealed class Exact_decimals
{
    private readonly ExactDecimalGraphType _type = new();

    [TestCase("49.9000", "49.9")]
    [TestCase("50.0", "50")]
    [TestCase("0.0000", "0")]
    [TestCase("1000", "1000")]
    [TestCase("-0.0001", "-0.0001")]
    [TestCase("123456789012345.6789", "123456789012345.6789")]
    public void Are_written_without_trailing_zeros(string stored, string expected) =>
        Assert.That(((decimal)_type.Serialize(Number(stored))!).ToString(System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(expected));

    [Test]
    public void Are_read_from_whatever_JSON_makes_of_numbers() => Assert.That(
        ((object?[])[1, 1L, 49.9, 49.90m, null]).Select(_type.ParseValue), Is.EqualTo(new object?[] { 1m, 1m, 49.9m, 49.9m, null }));

    [Test]
    public void Are_read_from_documents() => Assert.That(
        (_type.ParseLiteral(new GraphQLFloatValue("49.90")), _type.ParseLiteral(new GraphQLIntValue("2"))), Is.EqualTo((49.9m, 2m)));

    [Test]
    public void Are_not_read_from_texts() => Assert.That(() => _type.ParseValue("49.9"), Throws.Exception);

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
