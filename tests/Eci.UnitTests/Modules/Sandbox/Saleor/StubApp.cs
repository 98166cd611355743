using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Eci.UnitTests.Modules.Sandbox.Saleor;

/// <summary>An app of a shop: gives a manifest, takes a token, and answers webhooks as it is told.</summary>
internal sealed class StubApp : IAsyncDisposable
{
    public const string Subscription = "subscription { event { issuedAt ... on OrderCreated { order { number lines { productSku } } } } }";

    private readonly WebApplication _app;

    private StubApp(WebApplication app) => _app = app;

    public ConcurrentQueue<AppCall> Calls { get; } = new();

    public IEnumerable<AppCall> Webhooks => Calls.Where(call => call.Path == "/webhook");

    /// <summary>Permissions in the manifest.</summary>
    public string[] Permissions { get; set; } = ["MANAGE_ORDERS"];

    public string[] AsyncEvents { get; set; } = ["ORDER_CREATED"];

    public string[] SyncEvents { get; set; } = [];

    public string? Query { get; set; } = Subscription;

    /// <summary>Answers the token and webhooks; 200 when null.</summary>
    public Func<AppCall, HttpContext, Task>? Answer { get; set; }

    public string Token => JsonDocument.Parse(Calls.First(call => call.Path == "/register").Body).RootElement.GetProperty("auth_token").GetString()!;

    public string ManifestUrl => $"{Address}/manifest";

    private string Address => _app.Urls.Single();

    public static async Task<StubApp> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var stub = new StubApp(app);
        app.Run(stub.HandleAsync);
        await app.StartAsync();
        return stub;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var call = new AppCall(
            context.Request.Path, body.ToArray(), context.Request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        Calls.Enqueue(call);
        if (call.Path == "/manifest")
            await context.Response.WriteAsJsonAsync(Manifest());
        else if (Answer is { } answer)
            await answer(call, context);
    }

    private object Manifest() => new
    {
        id = "stub",
        name = "Stub",
        version = "1.0",
        permissions = Permissions,
        tokenTargetUrl = $"{Address}/register",
        webhooks = new[] { new { name = "all", targetUrl = $"{Address}/webhook", query = Query, asyncEvents = AsyncEvents, syncEvents = SyncEvents } },
    };
}

/// <summary>A call that an app got.</summary>
internal sealed record AppCall(string Path, byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
}
