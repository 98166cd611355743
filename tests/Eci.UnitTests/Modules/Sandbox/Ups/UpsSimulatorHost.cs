using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Eci.Modules.Sandbox.Ups;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Eci.UnitTests.Modules.Sandbox.Ups;

/// <summary>A request that came in.</summary>
internal sealed record UpsRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public bool IsForToken => Path.EndsWith("/oauth/token", StringComparison.Ordinal);

    public bool IsForPackage => Path.Contains("/track/", StringComparison.Ordinal);
}

/// <summary>The UPS simulator behind a real HTTP server.</summary>
internal sealed class UpsSimulatorHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private UpsSimulatorHost(WebApplication app, HttpClient http)
    {
        _app = app;
        Http = http;
    }

    public FakeTimeProvider Time { get; private init; } = null!;

    /// <summary>Speaks to the simulator's addresses.</summary>
    public HttpClient Http { get; }

    public string BaseAddress => $"{_app.Urls.Single()}{UpsSimulator.BasePath}";

    public ConcurrentQueue<UpsRequest> Requests { get; private init; } = null!;

    public static async Task<UpsSimulatorHost> StartAsync(params (string Key, string Value)[] settings)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 5, 9, 2, 0, TimeSpan.Zero));
        var requests = new ConcurrentQueue<UpsRequest>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create<string, string?>($"Eci:Sandbox:Ups:{s.Key}", s.Value)));
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddHttpClient();
        builder.Services.AddUpsSimulator(builder.Configuration);
        var app = builder.Build();
        app.Use(async (context, next) =>
        {
            requests.Enqueue(await KeepAsync(context.Request));
            await next(context);
        });
        app.MapUpsSimulator();
        await app.StartAsync();

        var http = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        http.BaseAddress = new Uri($"{app.Urls.Single()}{UpsSimulator.BasePath}/");
        return new UpsSimulatorHost(app, http) { Time = time, Requests = requests };
    }

    public Task FailAsync(string kind, int count = 1, string target = "track", int? retryAfterSeconds = null) =>
        ControlAsync("failures", new { kind, count, target, retryAfterSeconds });

    public Task LimitAsync(int? track = null, int? tokenSeconds = null) => ControlAsync("limits", new { track, tokenSeconds });

    public async Task SendAsync(string trackingNumber, string journey, int? stepSeconds = null)
    {
        using var answer = await Http.PostAsJsonAsync("parcels", new { trackingNumber, journey, stepSeconds });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Asks for a token as the demo client does.</summary>
    public async Task<string> TokenAsync()
    {
        using var request = TokenRequest("demo-ups-client:demo-ups-secret");
        var (_, body) = await CallAsync(request);
        return body!["access_token"]!.GetValue<string>();
    }

    public static HttpRequestMessage TokenRequest(string? credentials, string form = "grant_type=client_credentials")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "security/v1/oauth/token")
        {
            Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded"),
        };
        if (credentials is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        return request;
    }

    public static HttpRequestMessage TrackRequest(string number, string? token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"api/track/v1/details/{number}?locale=en_US");
        request.Headers.Add("transId", "1");
        request.Headers.Add("transactionSrc", "tests");
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    public async Task<(int Status, JsonNode? Body)> CallAsync(HttpRequestMessage request)
    {
        using var answer = await Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text) : null);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private static async Task<UpsRequest> KeepAsync(HttpRequest request)
    {
        request.EnableBuffering();
        using var reader = new StreamReader(request.Body, leaveOpen: true);
        var body = await reader.ReadToEndAsync();
        request.Body.Position = 0;
        return new UpsRequest(
            request.Method,
            $"{request.PathBase}{request.Path}",
            request.QueryString.Value ?? string.Empty,
            request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body);
    }

    private async Task ControlAsync(string what, object order)
    {
        using var answer = await Http.PostAsJsonAsync($"control/{what}", order);
        answer.EnsureSuccessStatusCode();
    }
}
