using System.Collections.Concurrent;
using System.Net.Http.Json;
using Eci.Modules.Sandbox.Dpd;
using Eci.Testing.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Eci.UnitTests.Modules.Sandbox.Dpd;

/// <summary>The DPD simulator behind a real HTTP server, and a hub for it to push to.</summary>
internal sealed class DpdSimulatorHost : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly WebApplication _app;

    private DpdSimulatorHost(WebApplication app, FakeTimeProvider time)
    {
        _app = app;
        Time = time;
        Client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public FakeTimeProvider Time { get; }

    /// <summary>The webhook and the query, as sent, of every push.</summary>
    public ConcurrentQueue<(string Webhook, string Query)> Received { get; } = new();

    /// <summary>How the hub answers a push, given its pushid.</summary>
    public Func<string, IResult> Answer { get; set; } = Acknowledge;

    public static IResult Acknowledge(string pushId) =>
        TypedResults.Text($"<push><pushid>{pushId}</pushid><status>OK</status></push>", "application/xml");

    public static async Task<DpdSimulatorHost> StartAsync()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 5, 9, 2, 0, TimeSpan.Zero));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddDpdSimulator(builder.Configuration);
        var app = builder.Build();
        app.MapDpdSimulator();
        DpdSimulatorHost? host = null;
        app.MapGet("/api/v1/tracking/dpd/{webhookId}", (string webhookId, string pushid, HttpRequest request) =>
        {
            host!.Received.Enqueue((webhookId, request.QueryString.Value!));
            return host.Answer(pushid);
        });
        await app.StartAsync();
        return host = new DpdSimulatorHost(app, time);
    }

    public async Task PostAsync(string path)
    {
        using var answer = await Client.PostAsync(path, content: null);
        answer.EnsureSuccessStatusCode();
    }

    public async Task<IReadOnlyList<DpdPush>> PushesAsync() => await Client.GetFromJsonAsync<List<DpdPush>>("/sandbox/dpd/pushes") ?? [];

    /// <summary>Lets time pass in steps until all pushes are as wanted.</summary>
    public Task PassTimeUntilAsync(TimeSpan step, Func<IReadOnlyList<DpdPush>, bool> wanted) => Eventually.Async(
        async () =>
        {
            if (wanted(await PushesAsync()))
                return true;
            Time.Advance(step);
            return false;
        },
        Deadline,
        "the pushes as wanted");

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
