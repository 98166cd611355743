using Eci.Commerce;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Commerce;

internal sealed class Numbers_of_trade_items
{
    [TestCase("4006381333931", "4006381333931")]
    [TestCase(" 4-006381-333931 ", "4006381333931")]
    [TestCase("96385074", "96385074")]
    [TestCase("036000291452", "036000291452")]
    [TestCase("10012345678902", "10012345678902")]
    public void Are_kept_when_the_check_digit_is_right(string text, string number) => Assert.That(Gtin.OrNull(text), Is.EqualTo(number));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("4006381333932")]
    [TestCase("00000000")]
    [TestCase("400638133393X")]
    [TestCase("123")]
    public void Are_none_otherwise(string? text) => Assert.That(Gtin.OrNull(text), Is.Null);
}
