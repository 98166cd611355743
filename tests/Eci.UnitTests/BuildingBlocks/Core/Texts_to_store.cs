using Eci.Core;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Core;

[TestFixture]
internal sealed class Texts_to_store
{
    [TestCase("It broke.", "It broke.")]
    [TestCase("", "")]
    [TestCase("a\0b\r\nc", "a b  c")]
    [TestCase("1234567890", "1234567890")]
    [TestCase("12345678901", "123456789…")]
    [TestCase("12345678😀0", "12345678…", Description = "A character of two parts goes as a whole.")]
    [TestCase("123456789😀", "123456789…")]
    [TestCase("😀😀😀😀😀😀", "😀😀😀😀…")]
    public void Fit_their_column(string text, string stored) => Assert.That(StoredText.Of(text, maxLength: 10), Is.EqualTo(stored));

    [Test]
    public void Have_no_halves_of_characters() => Assert.That(StoredText.Of("a\ud83d", maxLength: 10), Is.EqualTo("a\ufffd"));
}
