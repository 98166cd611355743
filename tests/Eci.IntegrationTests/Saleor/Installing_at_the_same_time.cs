using System.Net;
using Eci.IntegrationTests.Saleor.Support;
using Eci.Modules.Saleor.Connection.Installation;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.Saleor;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Installing_at_the_same_time(DatabaseKind kind) : ConnectionFixture(kind)
{
    [Test]
    public async Task Lets_one_of_two_win_that_use_a_link_at_the_same_time()
    {
        var link = await LinkAsync(await AddShopAsync());
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => RegisterAsync(link.Secret, Saleor.NewToken($"App:{i}"))));
        Assert.That(outcomes.Count(o => o.Status == HttpStatusCode.OK), Is.EqualTo(1));
        Assert.That(outcomes.Where(o => o.Status != HttpStatusCode.OK).Select(o => o.Code), Is.All.EqualTo("LINK_REFUSED"));
    }

    [Test]
    public async Task Lets_one_of_two_tenants_win_that_connect_a_shop_at_the_same_time()
    {
        var links = new List<MadeLink>();
        for (var i = 0; i < 6; i++)
            links.Add(await LinkAsync(await AddShopAsync()));
        var outcomes = await Task.WhenAll(links.Select(link => RegisterAsync(link.Secret)));
        Assert.That(outcomes.Count(o => o.Status == HttpStatusCode.OK), Is.EqualTo(1));
        Assert.That(outcomes.Where(o => o.Status != HttpStatusCode.OK), Is.All.EqualTo((HttpStatusCode.Forbidden, "SHOP_CONNECTED_ELSEWHERE")));
        Assert.That(await Host.QueryAsync(db => db.Set<SaleorInstallation>().CountAsync(i => i.ApiUrl == Saleor.ApiUrl)), Is.EqualTo(1));
        var winner = links[outcomes.ToList().FindIndex(o => o.Status == HttpStatusCode.OK)];
        foreach (var loser in links.Where(link => link != winner))
            Assert.That(await CredentialsOfAsync(loser.AppId), Is.Null, "Nothing of a lost race is stored.");
    }

    [Test]
    public async Task Keeps_one_shop_whatever_links_of_an_app_are_used_at_the_same_time()
    {
        var tenant = await AddShopAsync();
        var first = await LinkAsync(tenant);
        var links = new[] { first, await LinkAsync(tenant, appId: first.AppId), await LinkAsync(tenant, appId: first.AppId) };
        var tokens = links.ToDictionary(link => link.Secret, link => Saleor.NewToken($"App:{link.Secret}"));
        var outcomes = await Task.WhenAll(links.Select(link => RegisterAsync(link.Secret, tokens[link.Secret])));
        Assert.That(outcomes.Select(o => o.Status), Is.All.EqualTo(HttpStatusCode.OK));
        var stored = (await CredentialsOfAsync(first.AppId))!;
        Assert.That((await InstallationAsync(first.AppId))!.SaleorAppId, Is.EqualTo(stored.SaleorAppId), "Token and shop are of one installation.");
        Assert.That(Saleor.Tokens[stored.Token], Is.EqualTo(stored.SaleorAppId));
    }

    [Test]
    public async Task Is_undone_or_refused_when_the_app_is_disconnected_at_the_same_time()
    {
        var tenant = await AddShopAsync();
        var link = await LinkAsync(tenant);
        var disconnecting = Enumerable.Range(0, 3).Select(_ => AskAsync($$"""mutation { disconnectSaleorShop(appId: "{{link.AppId}}") }""", tenant.Key)).ToList();
        var (status, code) = await RegisterAsync(link.Secret);
        await Task.WhenAll(disconnecting);
        await AnswerAsync($$"""mutation { disconnectSaleorShop(appId: "{{link.AppId}}") }""", tenant.Key);
        Assert.That((status, code), Is.AnyOf((HttpStatusCode.OK, (string?)null), (HttpStatusCode.Forbidden, "LINK_REFUSED")));
        Assert.That(await InstallationAsync(link.AppId), Is.Null);
        Assert.That(await CredentialsOfAsync(link.AppId), Is.Null);
        Assert.That(await RegisterAsync(link.Secret), Is.EqualTo((HttpStatusCode.Forbidden, "LINK_REFUSED")), "Links end with the connection.");
    }
}
