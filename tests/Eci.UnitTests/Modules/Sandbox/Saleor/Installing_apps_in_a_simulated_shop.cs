using System.Text.Json;
using Eci.Testing.Servers;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Sandbox.Saleor;

internal sealed class Installing_apps_in_a_simulated_shop : ShopTests
{
    private StubApp _app = null!;

    [SetUp]
    public async Task StartApp() => _app = await StubApp.StartAsync();

    [TearDown]
    public async Task StopApp() => await _app.DisposeAsync();

    [Test]
    public async Task Reads_the_manifest_and_hands_over_a_token_as_recorded()
    {
        using var recorded = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(ContractsFolder.Find("saleor"), "install-handshake.json")));
        await InstallAsync();
        var (manifest, token) = (_app.Calls.First(), _app.Calls.Last());
        Assert.Multiple(() =>
        {
            Assert.That(manifest.Headers.Keys, Is.SupersetOf(HeadersOf("1 manifest fetch")));
            Assert.That(token.Headers.Keys, Is.SupersetOf(HeadersOf("2 token delivery")));
            Assert.That(token.Headers["Saleor-Api-Url"], Is.EqualTo(Shop.ApiUrl));
            Assert.That(token.Headers["Saleor-Domain"], Is.EqualTo(new Uri(Shop.Origin).Authority));
            Assert.That(token.Json.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "auth_token" }));
        });

        IEnumerable<string> HeadersOf(string step) => recorded.RootElement.GetProperty(step).GetProperty("headers").EnumerateObject().Select(header => header.Name);
    }

    [Test]
    public async Task Lets_the_app_use_the_token_while_it_is_handed_over()
    {
        string? id = null;
        _app.Answer = async (call, _) => id = (await DataAsync("{ app { id } }", token: call.Json.GetProperty("auth_token").GetString()!)).GetProperty("app").GetProperty("id").GetString();
        await InstallAsync();
        Assert.That(id, Is.EqualTo("QXBwOjI="));
    }

    [Test]
    public async Task Grants_what_the_manifest_asks_for_and_nothing_else()
    {
        await InstallAsync();
        const string Listings = "{ products(first: 1, channel: \"default-channel\") { edges { node { channelListings { id } } } } }";
        await DataAsync("{ orders(first: 1) { totalCount } }", token: _app.Token);
        Assert.That(Exception(await Shop.QueryAsync(Listings, token: _app.Token)), Is.EqualTo("PermissionDenied"));
    }

    [Test]
    public async Task Shows_why_the_app_refuses_and_forgets_it()
    {
        _app.Answer = (_, context) =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return context.Response.WriteAsync("""{"success":false,"error":{"code":"UNKNOWN","message":"This link was used."}}""");
        };
        Assert.That(InstallAsync, Throws.InvalidOperationException.With.Message.Contains("This link was used."));
        Assert.That(await AppsAsync(), Has.Count.EqualTo(1));
        Assert.That(Exception(await Shop.QueryAsync("{ app { id } }", token: _app.Token)), Is.EqualTo("PermissionDenied"));
    }

    [Test]
    public async Task Does_not_follow_a_redirect_of_the_token_target()
    {
        _app.Answer = (_, context) =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        };
        await InstallAsync();
        Assert.That(_app.Calls.Select(call => call.Path), Is.EqualTo(new[] { "/manifest", "/register" }));
    }

    [TestCase("MANAGE_EVERYTHING", StubApp.Subscription)]
    [TestCase("MANAGE_ORDERS", "subscription { event { ... on OrderCreated { order { nonsense } } } }")]
    [TestCase("MANAGE_ORDERS", "{ orders(first: 1) { totalCount } }")]
    public async Task Refuses_a_manifest_that_Saleor_refuses(string permission, string query)
    {
        (_app.Permissions, _app.Query) = ([permission], query);
        Assert.That(InstallAsync, Throws.InvalidOperationException.With.Message.Contains("Manifest"));
        Assert.That(_app.Calls.Select(call => call.Path), Is.EqualTo(new[] { "/manifest" }));
        Assert.That(await AppsAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Sends_nothing_to_an_app_that_was_removed()
    {
        var id = (await InstallAsync()).GetProperty("id").GetString();
        using (await Shop.Http.DeleteAsync($"apps/{id}"))
            await Shop.PlaceOrderAsync();
        Assert.That(await Shop.Http.GetStringAsync("deliveries"), Is.EqualTo("[]"));
    }

    private Task<JsonElement> InstallAsync() => Shop.PostAsync("install", new { manifestUrl = _app.ManifestUrl });

    private async Task<List<JsonElement>> AppsAsync() => [.. JsonDocument.Parse(await Shop.Http.GetStringAsync("apps")).RootElement.EnumerateArray()];
}
