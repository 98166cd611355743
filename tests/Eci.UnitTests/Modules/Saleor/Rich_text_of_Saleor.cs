using Eci.Modules.Saleor.Catalog.Products;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Saleor;

internal sealed class Rich_text_of_Saleor
{
    private const string Description = """
        {"time": 1653427151, "version": "2.22.2", "blocks": [
          {"id": "a", "type": "header", "data": {"text": "Kaffee &amp; mehr", "level": 3}},
          {"id": "b", "type": "paragraph", "data": {"text": "Ein <b>starker</b> Kaffee<br>aus <a href=\"https://example.com/peru\" target=\"_blank\">Peru</a>."}},
          {"id": "c", "type": "list", "data": {"style": "ordered", "items": ["mahlen", "brühen"]}},
          {"id": "d", "type": "list", "data": {"style": "unordered", "items": [{"content": "süß", "items": [{"content": "sehr"}]}]}},
          {"id": "e", "type": "quote", "data": {"text": "Gut.", "caption": "Ada"}},
          {"id": "f", "type": "delimiter", "data": {}},
          {"id": "g", "type": "table", "data": {"content": [["Menge", "250 g"]]}}
        ]}
        """;

    [Test]
    public void Becomes_html() => Assert.That(EditorJs.ToHtml(Description), Is.EqualTo(
        "<h3>Kaffee &amp; mehr</h3>"
        + "<p>Ein <b>starker</b> Kaffee<br>aus <a href=\"https://example.com/peru\">Peru</a>.</p>"
        + "<ol><li>mahlen</li><li>br&#252;hen</li></ol>"
        + "<ul><li>s&#252;&#223;</li><li>sehr</li></ul>"
        + "<blockquote>Gut.</blockquote><hr><table><tr><td>Menge</td><td>250 g</td></tr></table>"));

    [Test]
    public void Becomes_plain_text() => Assert.That(
        EditorJs.ToPlainText(Description),
        Is.EqualTo("Kaffee & mehr\nEin starker Kaffee\naus Peru.\nmahlen\nbrühen\nsüß\nsehr\nGut.\nMenge | 250 g"));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("  ")]
    [TestCase("""{"blocks": []}""")]
    [TestCase("""{"blocks": [{"type": "paragraph", "data": {"text": " "}}]}""")]
    [TestCase("""{"blocks": [{"type": "paragraph"}, {"data": {"text": "x"}}, 5, null]}""")]
    [TestCase("""{"blocks": [{"type": "paragraph", "data": {"text": "\ud800"}}]}""")]
    [TestCase("""{"blocks": [{"type": "para""")]
    [TestCase("""{"other": 1}""")]
    [TestCase("[]")]
    public void Is_nothing_when_it_is_empty_or_broken(string? json)
    {
        Assert.That(EditorJs.ToHtml(json), Is.Null);
        Assert.That(EditorJs.ToPlainText(json), Is.Null);
    }

    [Test]
    public void May_be_plain_text() => Assert.That(EditorJs.ToHtml("Coffee <3"), Is.EqualTo("Coffee &lt;3"));

    [TestCase("<script>alert(1)</script>x", "alert(1)x")]
    [TestCase("<a href=\"javascript:alert(1)\">x</a>", "<a>x</a>")]
    [TestCase("<b onclick=\"x()\">x</b>", "<b>x</b>")]
    [TestCase("<b><i>x", "<b><i>x</i></b>")]
    [TestCase("x</b></i>", "x")]
    [TestCase("<img src=x onerror=y>x", "x")]
    [TestCase("1 < 2 &amp; 3 > 2", "1 &lt; 2 &amp; 3 &gt; 2")]
    [TestCase("<!-- x -->y", " x y")]
    [TestCase("<a href='https://example.com/?a=1&amp;b=\"2'>x</a>", "<a href=\"https://example.com/?a=1&amp;b=\">x</a>")]
    public void Keeps_harmless_tags_only(string text, string html) => Assert.That(InlineHtml.Clean(text), Is.EqualTo(html));

    [Test]
    public void Is_cut_between_blocks_when_it_is_huge()
    {
        var block = $$$"""{"type": "paragraph", "data": {"text": "{{{new string('x', 1000)}}}"}}""";
        var json = $$"""{"blocks": [{{string.Join(',', Enumerable.Repeat(block, 1000))}}]}""";
        Assert.That(EditorJs.ToHtml(json), Has.Length.InRange(EditorJs.MaxLength - 2000, EditorJs.MaxLength).And.EndsWith("x</p>"));
    }
}
