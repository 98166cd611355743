using System.Text.Json.Nodes;
using Eci.UnitTests.Modules.Sandbox.Ups;
using Microsoft.AspNetCore.WebUtilities;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Ups;

internal sealed class Asking_UPS_by_its_contract
{
    private const string TokenPath = "/security/v1/oauth/token";
    private const string TrackPath = "/track/v1/details/{inquiryNumber}";

    private UpsSimulatorHost _ups = null!;

    [SetUp]
    public async Task Start()
    {
        _ups = await UpsSimulatorHost.StartAsync();
        await using var hub = new UpsHub(_ups.BaseAddress, _ups.Time);
        await hub.TrackAsync();
        await hub.TrackAsync("1Z12345E0305271640", UpsHub.App(locale: "de_DE"));
        await hub.TrackAsync(app: UpsHub.App(locale: string.Empty));
    }

    [TearDown]
    public async Task Stop() => await _ups.DisposeAsync();

    [Test]
    public async Task Asks_for_a_token_as_described()
    {
        var api = UpsContract.TokenApi();
        var operation = api["paths"]![TokenPath]!["post"]!;
        var (contentType, content) = operation["requestBody"]!["content"]!.AsObject().Single();
        var schema = await UpsContract.StrictAsync(api, content!["schema"]!);

        var request = _ups.Requests.Single(r => r.IsForToken);

        Assert.That((request.Method, request.Path), Is.EqualTo(("POST", $"/sandbox/ups{TokenPath}")));
        Assert.That(operation["security"]![0]!.AsObject().Single().Key, Is.EqualTo("BasicAuth"));
        Assert.That(request.Headers["Authorization"], Is.EqualTo("Basic ZGVtby11cHMtY2xpZW50OmRlbW8tdXBzLXNlY3JldA=="));
        Assert.That(request.Headers["Content-Type"], Does.StartWith(contentType));
        var form = new JsonObject(QueryHelpers.ParseQuery(request.Body).Select(f => KeyValuePair.Create<string, JsonNode?>(f.Key, f.Value.ToString())));
        Assert.That(schema.Validate(form.ToJsonString()), Is.Empty);
        Assert.That(form["grant_type"]!.GetValue<string>(), Is.EqualTo("client_credentials"));
        AssertParameters(operation, request);
    }

    [Test]
    public void Asks_for_a_package_as_described()
    {
        var api = UpsContract.TrackingApi();
        var operation = api["paths"]![TrackPath]!["get"]!;
        Assert.That(api["servers"]!.AsArray().Select(server => server!["url"]!.GetValue<string>()), Does.Contain("https://onlinetools.ups.com/api"));

        var requests = _ups.Requests.Where(r => r.IsForPackage).ToList();

        Assert.That(
            requests.Select(r => $"{r.Method} {r.Path}"),
            Is.EqualTo(new[] { UpsSamples.Number, "1Z12345E0305271640", UpsSamples.Number }
                .Select(number => $"GET /sandbox/ups/api{TrackPath.Replace("{inquiryNumber}", number, StringComparison.Ordinal)}")));
        foreach (var request in requests)
        {
            AssertParameters(operation, request);
            Assert.That(request.Headers["Authorization"], Does.Match("^Bearer [!-~]+$"));
            Assert.That(request.Headers["transactionSrc"], Is.EqualTo("eci"));
            Assert.That(request.Headers["Accept"], Is.EqualTo("application/json"));
            Assert.That(request.Body, Is.Empty);
        }

        Assert.That(requests.Select(r => r.Headers["transId"]), Is.Unique.And.All.Match("^[0-9a-f]{32}$"));
        Assert.That(requests.Select(r => r.Query), Is.EqualTo(new[] { "?locale=en_US", "?locale=de_DE", "?locale=en_US" }));
    }

    /// <summary>Everything that is required is there, and nothing is sent that the description does not name.</summary>
    private static void AssertParameters(JsonNode operation, UpsRequest request)
    {
        var parameters = operation["parameters"]!.AsArray()
            .Select(p => (Name: p!["name"]!.GetValue<string>(), In: p["in"]!.GetValue<string>(), Required: p["required"]?.GetValue<bool>() ?? false))
            .ToList();
        Assert.That(request.Headers.Keys, Is.SupersetOf(parameters.Where(p => p is { In: "header", Required: true }).Select(p => p.Name)).IgnoreCase);
        var query = QueryHelpers.ParseQuery(request.Query);
        Assert.That(query.Keys, Is.SubsetOf(parameters.Where(p => p.In is "query").Select(p => p.Name)));
        Assert.That(query.Keys, Is.SupersetOf(parameters.Where(p => p is { In: "query", Required: true }).Select(p => p.Name)));
    }
}
