using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Eci.Testing.Saleor;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Eci.IntegrationTests.Saleor.Support;

/// <summary>A shop that knows the tokens that it gave, and publishes its keys.</summary>
internal sealed class StubShop : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _questions;

    private StubShop(WebApplication app) => _app = app;

    public ShopSigner Signer { get; } = new("key-1");

    /// <summary>Tokens that are accepted, with the ids of their apps.</summary>
    public ConcurrentDictionary<string, string> Tokens { get; } = new(StringComparer.Ordinal);

    /// <summary>What its apps may do; null: everything that the hub wants.</summary>
    public IReadOnlyList<string>? Permissions { get; set; }

    /// <summary>It does not tell its keys.</summary>
    public bool HidesKeys { get; set; }

    /// <summary>It does not answer as Saleor does.</summary>
    public bool IsDown { get; set; }

    /// <summary>What it answers whatever is asked of its API; null: as Saleor does.</summary>
    public (int Status, string Body)? Answer { get; set; }

    /// <summary>How often anything was asked.</summary>
    public int Questions => Volatile.Read(ref _questions);

    public Uri Address => new(_app.Urls.Single());

    public string ApiUrl => $"{Address}graphql/";

    public static async Task<StubShop> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var shop = new StubShop(app);
        app.MapGet("/.well-known/jwks.json", shop.TellKeys);
        app.MapPost("/graphql/", shop.TellApp);
        await app.StartAsync();
        return shop;
    }

    /// <summary>A new token.</summary>
    public string NewToken(string appId = "QXBwOjE=")
    {
        var token = Guid.NewGuid().ToString("N");
        Tokens[token] = appId;
        return token;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Signer.Dispose();
    }

    private IResult TellKeys()
    {
        Interlocked.Increment(ref _questions);
        return HidesKeys ? Results.StatusCode(500) : Results.Text(ShopSigner.Document(Signer.Jwk), "application/json");
    }

    private IResult TellApp(HttpContext context)
    {
        Interlocked.Increment(ref _questions);
        if (IsDown)
            return Results.StatusCode(502);
        if (Answer is { } answer)
            return Results.Text(answer.Body, "application/json", statusCode: answer.Status);
        var token = AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var header) ? header.Parameter : null;
        if (token is null || !Tokens.TryGetValue(token, out var appId))
            return Results.Text("""{"errors":[{"message":"Invalid token"}],"data":{"app":null}}""", "application/json");
        string[] all = ["MANAGE_ORDERS", "MANAGE_PRODUCTS", "MANAGE_USERS", "MANAGE_CHANNELS", "MANAGE_TAXES", "MANAGE_SHIPPING", "MANAGE_GIFT_CARD", "HANDLE_PAYMENTS"];
        var permissions = new JsonArray([.. (Permissions ?? all).Select(code => new JsonObject { ["code"] = code })]);
        return Results.Text(new JsonObject { ["data"] = new JsonObject { ["app"] = new JsonObject { ["id"] = appId, ["permissions"] = permissions } } }.ToJsonString(), "application/json");
    }
}
