using Eci.Commerce;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Commerce;

internal sealed class Natural_keys
{
    [TestCase("Größe", "größe")]
    [TestCase("GRÖSSE", "grösse")]
    [TestCase("Gro\u0308ße", "größe")]
    [TestCase(" A-b.C/1 ", "abc1")]
    [TestCase("ﬁsh №5", "fishno5")]
    [TestCase("東京タワー", "東京タワー")]
    [TestCase("हिन्दी", "हिन्दी")]
    [TestCase("١٢", "١٢")]
    [TestCase("𝒜𝓃𝓃", "ann")]
    [TestCase("🎁", "")]
    [TestCase(null, "")]
    public void Keep_letters_and_digits_of_every_script_and_nothing_else(string? text, string expected) => Assert.That(NaturalKey.Of(text), Is.EqualTo(expected));

    [Test]
    public void Keep_parts_apart()
    {
        var keys = new[] { NaturalKey.Of("1", "11"), NaturalKey.Of("11", "1"), NaturalKey.Of("111"), NaturalKey.Of("1", null, "11"), NaturalKey.Of("1|11") };
        Assert.That(keys.Distinct(StringComparer.Ordinal).Count(), Is.EqualTo(4), "A separator within a part is dropped as any other sign.");
        Assert.That(keys[0], Is.EqualTo("1|11"));
        Assert.That(NaturalKey.Of(null, "a", ""), Is.EqualTo("|a|"));
    }
}
