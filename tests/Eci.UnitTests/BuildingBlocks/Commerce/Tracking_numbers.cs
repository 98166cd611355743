using Eci.Commerce;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Commerce;

internal sealed class Tracking_numbers
{
    [TestCase("1z 1234 5e", "1Z12345E")]
    [TestCase("\u00a001906000683796\t", "01906000683796")]
    [TestCase("A", "A")]
    public void Are_written_in_one_way(string text, string expected)
    {
        Assert.That(TrackingNumber.TryNormalize(text, out var number), Is.True);
        Assert.That(number, Is.EqualTo(expected));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("  ")]
    [TestCase("12-34")]
    [TestCase("12+34")]
    [TestCase("١٢٣")]
    [TestCase("Ä1")]
    [TestCase("<script>")]
    public void Hold_letters_and_digits_only(string? text) => Assert.That(TrackingNumber.TryNormalize(text, out _), Is.False);

    [TestCase(50, ExpectedResult = true)]
    [TestCase(51, ExpectedResult = false)]
    public bool End_after_fifty_signs(int length) => TrackingNumber.TryNormalize(new string('1', length) + " ", out _);
}
