using Eci.Modules.ProductFeed.Content;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.ProductFeed;

internal sealed class Texts_of_feeds
{
    [TestCase("<p>Hello <b>world</b></p>", "Hello world")]
    [TestCase("<p>One</p><p>Two</p>", "One Two")]
    [TestCase("a&nbsp;&amp;&lt;b&gt; &Auml;pfel", "a &<b> Äpfel")]
    [TestCase("3 < 5 and 5 > 3", "3 < 5 and 5 > 3")]
    [TestCase("<script>alert('x')</script>Text<style>p{}</style>", "Text")]
    [TestCase("<script>never closed", "")]
    [TestCase("broken <b", "broken <b")]
    [TestCase("<!-- hidden -->shown<br/>again", "shown again")]
    [TestCase(null, "")]
    public void Hold_what_people_read_of_HTML(string? html, string text) => Assert.That(FeedText.Plain(html), Is.EqualTo(text));

    [TestCase("  a \t\r\n b  ", "a b")]
    [TestCase("a\u0000b\u0007c", "a b c")]
    [TestCase("a\uFFFFb\uD800c", "abc")]
    [TestCase("😀 Äpfel", "😀 Äpfel")]
    public void Are_one_line_that_XML_can_hold(string given, string line) => Assert.That(FeedText.Line(given), Is.EqualTo(line));

    [TestCase("one two three", 13, "one two three")]
    [TestCase("one two three", 12, "one two")]
    [TestCase("one two three", 7, "one two")]
    [TestCase("incomprehensibilities", 10, "incomprehe")]
    [TestCase("a incomprehensibilities", 10, "a incompre")]
    [TestCase("12345678😀", 9, "12345678")]
    public void Are_cut_where_a_word_ends(string text, int most, string cut)
    {
        Assert.That(FeedText.Cut(text, most), Is.EqualTo(cut));
        Assert.That(cut, Has.Length.LessThanOrEqualTo(most));
    }

    [TestCase(15, "15.00 EUR")]
    [TestCase("12.5", "12.50 EUR")]
    [TestCase("0.125", "0.125 EUR")]
    [TestCase("1234567.89", "1234567.89 EUR")]
    public void Write_money_with_a_dot_and_the_currency(decimal amount, string text) => Assert.That(FeedText.Money(amount, "EUR"), Is.EqualTo(text));
}
