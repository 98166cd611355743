using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Eci.Modules.Sandbox.Saleor;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Eci.Testing.Hosting;

/// <summary>The Saleor simulator behind a server of its own, so that the shop is an origin of its own.</summary>
public sealed class SaleorShopServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SaleorShopServer(WebApplication app)
    {
        _app = app;
        Origin = app.Urls.Single();
        Http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri($"{Origin}{SaleorSimulator.BasePath}/") };
    }

    /// <summary>Address without a path; the keys are at <c>/.well-known/jwks.json</c> below it.</summary>
    public string Origin { get; }

    /// <summary>Address of the GraphQL API, what <c>Saleor-Api-Url</c> says.</summary>
    public string ApiUrl => $"{Origin}{SaleorSimulator.ApiPath}";

    /// <summary>Speaks to the shop's own calls (<c>orders</c>, <c>install</c>, <c>control/failures</c> ...), without a token.</summary>
    public HttpClient Http { get; }

    /// <summary>Starts a shop with a few dozen products and no orders.</summary>
    /// <param name="time">Clock of the shop; the system's when null.</param>
    /// <param name="settings">Settings below <c>Eci:Sandbox:Saleor</c>.</param>
    public static async Task<SaleorShopServer> StartAsync(TimeProvider? time = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(
            settings?.Select(pair => KeyValuePair.Create($"{SaleorSimulatorOptions.Section}:{pair.Key}", pair.Value)) ?? []);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddSaleorSimulator(builder.Configuration);
        var app = builder.Build();
        app.MapSaleorSimulator();
        await app.StartAsync();
        return new SaleorShopServer(app);
    }

    /// <summary>Opens a shop of another size.</summary>
    public Task<JsonElement> OpenAsync(int products, int orders) => PostAsync("shop", new { products, orders });

    /// <summary>Makes an app without a handshake.</summary>
    /// <param name="token">What it calls the API with.</param>
    /// <param name="permissions">What it may do; everything when empty.</param>
    /// <returns>Saleor's id of the app.</returns>
    public async Task<string> AddAppAsync(string token, params string[] permissions) =>
        (await PostAsync("apps", new { token, permissions })).GetProperty("id").GetString()!;

    /// <summary>Places an order, paid by card unless told otherwise.</summary>
    /// <param name="wish">Members as <c>POST orders</c> takes them; null for the simplest order.</param>
    /// <returns>The order as <c>GET orders/{number}</c> shows it.</returns>
    public Task<JsonElement> PlaceOrderAsync(object? wish = null) => PostAsync("orders", wish);

    /// <summary>The order as the shop sees it.</summary>
    public Task<JsonElement> OrderAsync(string number) => Http.GetFromJsonAsync<JsonElement>($"orders/{number}");

    /// <summary>Posts to one of the shop's own calls and fails when it is refused.</summary>
    /// <param name="path">Path below <c>/sandbox/saleor/</c>.</param>
    /// <param name="body">JSON; null for none.</param>
    /// <returns>The answer; undefined when there is none.</returns>
    public async Task<JsonElement> PostAsync(string path, object? body = null)
    {
        using var content = body is null ? null : JsonContent.Create(body);
        using var answer = await Http.PostAsync(path, content);
        var text = await answer.Content.ReadAsStringAsync();
        return !answer.IsSuccessStatusCode ? throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text}")
            : text.Length == 0 ? default
            : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Sends a document to the API.</summary>
    /// <returns>The body of the answer with <c>data</c> and <c>errors</c>.</returns>
    public async Task<JsonElement> QueryAsync(string query, object? variables = null, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, ApiUrl);
        request.Content = new StringContent(JsonSerializer.Serialize(new { query, variables }), Encoding.UTF8, "application/json");
        if (token is not null)
            request.Headers.Add("Authorization", $"Bearer {token}");
        using var answer = await Http.SendAsync(request);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
