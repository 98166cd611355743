using Eci.Web.Webhooks;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Web;

internal sealed class QueryTexts
{
    [TestCase("", ExpectedResult = "")]
    [TestCase("plain", ExpectedResult = "plain")]
    [TestCase("a+b%20c", ExpectedResult = "a b c")]
    [TestCase("%c3%BC", ExpectedResult = "ü")]
    [TestCase("%F0%9F%93%A6", ExpectedResult = "📦")]
    [TestCase("%2B%25FF", ExpectedResult = "+%FF")]
    public string Are_decoded(string encoded)
    {
        Assert.That(QueryText.TryDecode(encoded, out var text), Is.True);
        return text;
    }

    [Test]
    public void Are_decoded_when_they_are_long()
    {
        var encoded = string.Concat(Enumerable.Repeat("%41+", 1000));
        Assert.That(QueryText.TryDecode(encoded, out var text), Is.True);
        Assert.That(text, Is.EqualTo(string.Concat(Enumerable.Repeat("A ", 1000))));
    }

    [TestCase("%")]
    [TestCase("abc%4")]
    [TestCase("%4g")]
    [TestCase("%+1")]
    [TestCase("%ff")]
    [TestCase("%c3%28")]
    [TestCase("%ED%A0%80", Description = "half of a surrogate pair")]
    [TestCase("%C0%80", Description = "overlong")]
    [TestCase("ü")]
    public void Are_refused_when_the_encoding_is_broken(string encoded) =>
        Assert.That(QueryText.TryDecode(encoded, out _), Is.False);

    [TestCase("", true)]
    [TestCase("abc ~", true)]
    [TestCase("Größe 📦", true)]
    [TestCase("a\0b", false)]
    [TestCase("a\nb", false)]
    [TestCase("a\u007f", false)]
    [TestCase("a\u0085", false)]
    [TestCase("a\u2028", false)]
    [TestCase("a\uffff", false)]
    public void Are_plain_when_they_can_be_stored_logged_and_written_as_xml(string text, bool plain) =>
        Assert.That(QueryText.IsPlain(text), Is.EqualTo(plain));
}
