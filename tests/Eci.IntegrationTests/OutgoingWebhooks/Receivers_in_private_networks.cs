using System.Net;
using Eci.IntegrationTests.OutgoingWebhooks.Support;
using Eci.Modules.OutgoingWebhooks.Data;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Web.OutgoingHttp;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.OutgoingWebhooks;

/// <summary>With the rules of Production about private networks.</summary>
[TestFixture(DatabaseKind.Sqlite)]
internal sealed class Receivers_in_private_networks(DatabaseKind kind) : WebhooksFixture(kind)
{
    private readonly FixedNames _names = new();

    [TestCase("http://127.0.0.1/")]
    [TestCase("https://10.1.2.3/hooks")]
    [TestCase("https://169.254.169.254/latest/meta-data")]
    [TestCase("https://[::1]/")]
    [TestCase("https://localhost:8443/")]
    [TestCase("ftp://example.com/")]
    [TestCase("no address")]
    [TestCase("")]
    public async Task Cannot_be_subscribed(string url)
    {
        var shop = await AddShopAsync();
        Assert.That(CodeOf(await CreateAsync(shop, url)), Is.EqualTo("URL_NOT_ALLOWED"));
        var (id, _) = await SubscribeAsync(shop, "https://example.com/");
        var changed = await AskAsync(
            "mutation ($input: UpdateWebhookEndpointInput!) { updateWebhookEndpoint(input: $input) { id } }", shop.Key, new { input = new { id, url } });
        Assert.That(CodeOf(changed), Is.EqualTo("URL_NOT_ALLOWED"));
        Assert.That((await EndpointAsync(id)).Url, Is.EqualTo("https://example.com/"));
    }

    [TestCase("127.0.0.1")]
    [TestCase("1.1.1.1", "127.0.0.1")]
    [TestCase("127.0.0.1", "1.1.1.1")]
    [TestCase("::1")]
    public async Task Are_not_called_when_a_name_leads_there(params string[] addresses)
    {
        await using var receiver = new OddReceiver((stream, token) => OddReceiver.WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", token));
        _names.Addresses = [.. addresses.Select(IPAddress.Parse)];
        var shop = await AddShopAsync();
        var port = receiver.Url.TrimEnd('/').Split(':')[^1];
        var (id, _) = await SubscribeAsync(shop, $"http://rebound.example.com:{port}/");
        Data(await AskForAsync("sendTestWebhook", id, shop.Key), "sendTestWebhook");
        await TriedAsync(shop);
        Assert.That((await AttemptsAsync(shop)).Single().Outcome, Is.EqualTo(WebhookOutcome.UrlNotAllowed));
        Assert.That(receiver.Ids, Is.Empty);
    }

    protected override void Configure(EciTestHostOptions options)
    {
        base.Configure(options);
        options.Settings["Eci:OutgoingHttp:AllowPrivateNetworks"] = "false";
        options.Services = services => services.AddSingleton<IHostResolver>(_names);
    }

    private sealed class FixedNames : IHostResolver
    {
        public IReadOnlyList<IPAddress> Addresses { get; set; } = [];

        public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken) => Task.FromResult(Addresses);
    }
}
