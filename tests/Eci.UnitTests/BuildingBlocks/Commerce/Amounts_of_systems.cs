using Eci.Commerce;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Commerce;

internal sealed class Amounts_of_systems
{
    [TestCase("10.00", "10.00", "0", true)]
    [TestCase("10.00", "10.01", "0", false)]
    [TestCase("10.00", "10.01", "0.01", true)]
    [TestCase("10.00", "9.985", "0.01", false)]
    [TestCase("-5", "5", "0.01", false)]
    public void Are_equal_within_the_tolerance(string one, string other, string tolerance, bool equal) =>
        Assert.That(Money.Equal(Number(one), Number(other), Number(tolerance)), Is.EqualTo(equal));

    [Test]
    public void Are_equal_when_both_are_missing_and_not_when_one_is()
    {
        Assert.That(Money.Equal(null, null, 0), Is.True);
        Assert.That(Money.Equal(null, 0, 1), Is.False);
        Assert.That(Money.Equal(0, null, 1), Is.False);
    }

    [Test]
    public void Need_a_tolerance_that_is_not_negative() => Assert.That(() => Money.Equal(1, 1, -1), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
