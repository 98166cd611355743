using System.Text.Json;
using Eci.Commerce;
using Eci.Modules.Saleor.Catalog.Products;
using Eci.Modules.Saleor.Client;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Saleor;

/// <summary>An answer of a real shop to another query than the hub's: what is missing and what is too much may not matter.</summary>
internal sealed class Recorded_products_of_Saleor
{
    [Test]
    public void Are_read()
    {
        var products = Read().Products.Nodes;
        Assert.That(products, Has.Count.EqualTo(3));
        Assert.That(products[0], Has.Property("Name").EqualTo("2 Bio Cold Brew Kaffee fruchtig & schokoladig")
            .And.Property("UpdatedAt").EqualTo(DateTimeOffset.Parse("2022-03-14T17:28:53.626684Z", System.Globalization.CultureInfo.InvariantCulture)));
        var skus = products.SelectMany(p => p.Variants!).Select(v => v.UsableSku).ToList();
        Assert.That(skus, Has.Count.EqualTo(7));
        Assert.That(skus, Has.Member("pf-leb-5-weis"));
    }

    [Test]
    public void Have_item_numbers_of_which_one_has_a_wrong_check_digit()
    {
        var metadata = Read().Products.Nodes.SelectMany(p => p.Variants!).SelectMany(v => v.Metadata!).ToList();
        Assert.That(metadata, Has.Count.EqualTo(2).And.All.Property("Key").EqualTo("EAN"));
        Assert.That(metadata.Select(m => Gtin.OrNull(m.Value)), Is.EqualTo([null, "0080542773495"]));
    }

    [Test]
    public void End_with_the_last_page() => Assert.That(Read().Products.NextCursor(after: null), Is.Null);

    private static ProductsAnswer Read() =>
        JsonSerializer.Deserialize<SaleorEnvelope<ProductsAnswer>>(SaleorContract.Read("graphql-responses/products-with-stocks.json"), SaleorHttp.Json)!.Data!;
}
