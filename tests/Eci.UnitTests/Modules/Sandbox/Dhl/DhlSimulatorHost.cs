using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Eci.Modules.Sandbox.Dhl;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Eci.UnitTests.Modules.Sandbox.Dhl;

/// <summary>The DHL simulator behind a real HTTP server.</summary>
internal sealed class DhlSimulatorHost : IAsyncDisposable
{
    public const string Key = "demo-dhl-key";

    private readonly WebApplication _app;

    private DhlSimulatorHost(WebApplication app, FakeTimeProvider time, ConcurrentQueue<DhlRequest> requests)
    {
        _app = app;
        Time = time;
        Requests = requests;
        Http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri($"{BaseAddress}/") };
    }

    public FakeTimeProvider Time { get; }

    /// <summary>Calls of the API so far.</summary>
    public ConcurrentQueue<DhlRequest> Requests { get; }

    /// <summary>Speaks to the simulator without a key.</summary>
    public HttpClient Http { get; }

    public string BaseAddress => $"{_app.Urls.Single()}{DhlSimulator.BasePath}";

    public static async Task<DhlSimulatorHost> StartAsync()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 5, 9, 2, 0, TimeSpan.Zero));
        var requests = new ConcurrentQueue<DhlRequest>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddDhlSimulator(builder.Configuration);
        var app = builder.Build();
        app.Use(async (context, next) =>
        {
            if (HttpMethods.IsGet(context.Request.Method) && context.Request.Path.Value!.EndsWith("/shipments", StringComparison.Ordinal))
                requests.Enqueue(DhlRequest.Of(context.Request));
            await next(context);
        });
        app.MapDhlSimulator();
        await app.StartAsync();
        return new DhlSimulatorHost(app, time, requests);
    }

    public async Task FailAsync(string kind, int count = 1, string? trackingNumber = null, int? retryAfterSeconds = null) =>
        await PostAsync("control/failures", new { kind, count, trackingNumber, retryAfterSeconds });

    public Task LimitAsync(int? callsPerSecond = null, int? callsPerDay = null) => PostAsync("control/limits", new { callsPerSecond, callsPerDay });

    public Task StartParcelAsync(string trackingNumber, string journey = "delivered", double? stepSeconds = null) =>
        PostAsync("parcels", new { trackingNumber, journey, stepSeconds });

    /// <summary>Calls the API and gives back status and body.</summary>
    public async Task<DhlReply> CallAsync(string query, string? key = Key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"shipments{query}");
        if (key is not null)
            request.Headers.Add("DHL-API-Key", key);
        using var answer = await Http.SendAsync(request);
        return new DhlReply(
            (int)answer.StatusCode,
            answer.Content.Headers.ContentType?.MediaType,
            await answer.Content.ReadAsStringAsync(),
            answer.Headers.RetryAfter?.Delta);
    }

    public Task<DhlReply> FindAsync(string trackingNumber, string? key = Key) => CallAsync($"?trackingNumber={trackingNumber}&language=en", key);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private async Task PostAsync(string path, object body)
    {
        using var answer = await Http.PostAsJsonAsync(path, body);
        answer.EnsureSuccessStatusCode();
    }
}

/// <summary>A call of the API as it came in.</summary>
internal sealed record DhlRequest(string Path, IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> Headers)
{
    public static DhlRequest Of(HttpRequest request) => new(
        request.Path,
        request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal),
        request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase));
}

/// <summary>An answer of the API.</summary>
internal sealed record DhlReply(int Status, string? ContentType, string Body, TimeSpan? RetryAfter)
{
    public JsonElement Shipment => JsonDocument.Parse(Body).RootElement.GetProperty("shipments")[0];

    public string? Text(string member) => JsonDocument.Parse(Body).RootElement.TryGetProperty(member, out var value) ? value.ToString() : null;
}
