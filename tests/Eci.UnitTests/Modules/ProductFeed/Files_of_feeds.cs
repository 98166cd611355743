using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Eci.Modules.ProductFeed.Content;
using Eci.Modules.ProductFeed.Data;
using Eci.Modules.ProductFeed.Writing;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.ProductFeed;

internal sealed class Files_of_feeds
{
    private static readonly ProductFeedSettings Settings = new("default", "https://shop.example.com/p/{slug}", Title: "Kaufhaus & Co");

    private static readonly FeedRow Row = new(
        "sku-1", "Juice, \"fresh\"", "Less <b> & more", "https://shop.example.com/p/juice?a=1&b=2", "https://cdn.example.com/1.jpg", "2.00 EUR", InStock: true)
    {
        AdditionalImages = ["https://cdn.example.com/2.jpg", "https://cdn.example.com/3.jpg"],
        SalePrice = "1.00 EUR",
        GroupId = "product-id",
        DescriptionHtml = "<p>Less</p>",
    };

    [TestCase("legacy-eci.googlemerchant.csv", FeedVariant.GoogleMerchant)]
    [TestCase("legacy-eci.facebookcommerce.csv", FeedVariant.FacebookCommerce)]
    public void Begin_with_the_columns_that_they_always_had(string example, object variant)
    {
        var known = File.ReadLines(Path.Combine(ContractsFolder.Find("product-feed"), "examples", example)).First().Split(',');
        var columns = Csv((FeedVariant)variant).Split('\n')[0].Split(',');
        Assert.That(columns.Take(known.Length), Is.EqualTo(known));
        Assert.That(columns, Is.Unique.And.SupersetOf(new[] { "item_group_id", "mpn" }));
    }

    [Test]
    public void Hold_every_column_of_Facebooks_template()
    {
        var template = File.ReadLines(Path.Combine(ContractsFolder.Find("product-feed"), "examples", "facebook-template.csv")).First().Split(',');
        Assert.That(Csv(FeedVariant.FacebookCommerce).Split('\n')[0].Split(','), Is.SupersetOf(template));
    }

    [Test]
    public void Are_lines_whose_values_are_quoted_where_needed()
    {
        var lines = Csv(FeedVariant.GoogleMerchant, Row).Split('\n');
        Assert.That(lines, Has.Length.EqualTo(3));
        Assert.That(lines[1], Is.EqualTo(
            "sku-1,\"Juice, \"\"fresh\"\"\",Less <b> & more,https://cdn.example.com/1.jpg,\"https://cdn.example.com/2.jpg,https://cdn.example.com/3.jpg\","
            + "https://shop.example.com/p/juice?a=1&b=2,2.00 EUR,1.00 EUR,new,,,,in stock,,product-id,,no,"));
        Assert.That(lines[2], Is.Empty);
    }

    [Test]
    public void Tell_commas_of_an_address_from_those_between_addresses()
    {
        var row = Row with { AdditionalImages = ["https://cdn.example.com/w_800,h_600/2.jpg", "https://cdn.example.com/3.jpg"] };
        Assert.That(
            Csv(FeedVariant.FacebookCommerce, row), Does.Contain(",\"https://cdn.example.com/w_800%2Ch_600/2.jpg,https://cdn.example.com/3.jpg\","));
        Assert.That(Rss(FeedVariant.FacebookCommerce, row), Does.Contain("<g:additional_image_link>https://cdn.example.com/w_800,h_600/2.jpg</g:additional_image_link>"));
    }

    [Test]
    public void Hold_lines_and_quotes_of_HTML_within_a_value()
    {
        var line = Csv(FeedVariant.FacebookCommerce, Row with { DescriptionHtml = "<p class=\"x\">a\nb</p>", Title = "=1+1" });
        Assert.That(line, Does.Contain(",\"<p class=\"\"x\"\">a\nb</p>\","));
        Assert.That(line, Does.Contain("sku-1,=1+1,"), "Feeds are for machines: what a spreadsheet makes of a value does not change it.");
    }

    [Test]
    public void Tell_Facebook_some_number_when_there_is_none()
    {
        var line = Csv(FeedVariant.FacebookCommerce, Row).Split('\n')[1];
        Assert.That(line, Does.EndWith(",in stock,,<p>Less</p>,product-id,sku-1"));
        Assert.That(Csv(FeedVariant.FacebookCommerce, Row with { Brand = "Acme" }).Split('\n')[1], Does.EndWith(",product-id,"));
    }

    [Test]
    public void Are_RSS_with_the_elements_of_Googles_example()
    {
        var example = XDocument.Load(Path.Combine(ContractsFolder.Find("product-feed"), "examples", "google-rss.xml"));
        var feed = XDocument.Parse(Rss(FeedVariant.GoogleMerchant, Row));
        XNamespace g = "http://base.google.com/ns/1.0";
        var item = feed.Descendants("item").Single();
        Assert.Multiple(() =>
        {
            Assert.That(feed.Root!.Attribute("version")!.Value, Is.EqualTo("2.0"));
            Assert.That(item.Elements().Select(e => e.Name), Is.SupersetOf(example.Descendants("item").Single().Elements().Select(e => e.Name)));
            Assert.That(feed.Root.Element("channel")!.Elements().Select(e => e.Name.LocalName).Take(3), Is.EqualTo(new[] { "title", "link", "description" }));
            Assert.That(feed.Descendants("channel").Single().Element("title")!.Value, Is.EqualTo("Kaufhaus & Co"));
            Assert.That(item.Element("link")!.Value, Is.EqualTo(Row.Link));
            Assert.That(item.Element("description")!.Value, Is.EqualTo(Row.Description));
            Assert.That(item.Elements(g + "additional_image_link").Select(e => e.Value), Is.EqualTo(Row.AdditionalImages));
            Assert.That(item.Element(g + "availability")!.Value, Is.EqualTo("in_stock"));
            Assert.That(item.Elements().Where(e => e.Value.Length == 0), Is.Empty);
        });
        Assert.That(XDocument.Parse(Rss(FeedVariant.FacebookCommerce, Row)).Descendants(g + "availability").Single().Value, Is.EqualTo("in stock"));
    }

    [Test]
    public async Task Are_cut_into_parts_that_are_one_stream()
    {
        var parts = new List<byte[]>();
        await using var writer = new FeedFileWriter(new CsvWriting(FeedColumns.Of(FeedVariant.GoogleMerchant, FeedFormat.Csv)), 100, (number, bytes, _) =>
        {
            Assert.That(number, Is.EqualTo(parts.Count));
            parts.Add(bytes);
            return Task.CompletedTask;
        });
        for (var page = 0; page < 5; page++)
            await writer.WriteAsync(Enumerable.Range(0, 20).Select(i => Row with { Sku = $"sku-{page}-{i}", Title = $"😀 {i * 7919}" }), CancellationToken.None);
        var written = await writer.EndAsync(CancellationToken.None);

        byte[] all = [.. parts.SelectMany(part => part)];
        await using var gzip = new GZipStream(new MemoryStream(all), CompressionMode.Decompress);
        using var content = new MemoryStream();
        await gzip.CopyToAsync(content);
        Assert.That(parts.SkipLast(1).Select(part => part.Length), Is.All.EqualTo(100));
        Assert.That(written, Is.EqualTo(new WrittenFile(Convert.ToHexStringLower(SHA256.HashData(content.ToArray())), content.Length, all.Length)));
        Assert.That(Encoding.UTF8.GetString(content.ToArray()).Split('\n'), Has.Length.EqualTo(102));
    }

    private static string Csv(FeedVariant variant, params FeedRow[] rows) => Text(new CsvWriting(FeedColumns.Of(variant, FeedFormat.Csv)), rows);

    private static string Rss(FeedVariant variant, params FeedRow[] rows) => Text(new RssWriting(FeedColumns.Of(variant, FeedFormat.Xml), Settings), rows);

    private static string Text(IFeedWriting writing, FeedRow[] rows)
    {
        var text = new StringBuilder();
        writing.Begin(text);
        foreach (var row in rows)
            writing.Add(text, row);
        writing.End(text);
        return text.ToString();
    }
}
