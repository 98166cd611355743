using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Eci.Modules.Sandbox.SendGrid;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Eci.UnitTests.Modules.Sandbox;

/// <summary>The SendGrid simulator behind a real HTTP server.</summary>
internal sealed class SendGridHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SendGridHost(WebApplication app, HttpClient http)
    {
        _app = app;
        Http = http;
    }

    public FakeTimeProvider Time { get; private init; } = null!;

    /// <summary>Speaks to the simulator's own addresses, without a key.</summary>
    public HttpClient Http { get; }

    public string BaseAddress => $"{_app.Urls.Single()}{SendGridSimulator.BasePath}";

    /// <summary>Path, query and body of what came in.</summary>
    public ConcurrentQueue<(string Path, string Body)> Requests { get; private init; } = null!;

    public static async Task<SendGridHost> StartAsync()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 5, 9, 2, 0, TimeSpan.Zero));
        var requests = new ConcurrentQueue<(string, string)>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddHttpClient();
        builder.Services.AddSendGridSimulator();
        var app = builder.Build();
        app.Use(async (context, next) =>
        {
            context.Request.EnableBuffering();
            using var reader = new StreamReader(context.Request.Body, leaveOpen: true);
            var body = context.Request.ContentLength is null or < 1_000_000 ? await reader.ReadToEndAsync(context.RequestAborted) : string.Empty;
            context.Request.Body.Position = 0;
            requests.Enqueue(($"{context.Request.Path}{context.Request.QueryString}", body));
            await next(context);
        });
        app.MapSendGridSimulator();
        await app.StartAsync();

        var http = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        http.BaseAddress = new Uri($"{app.Urls.Single()}{SendGridSimulator.BasePath}/");
        return new SendGridHost(app, http) { Time = time, Requests = requests };
    }

    public async Task<IReadOnlyList<SentMail>> OutboxAsync() =>
        await Http.GetFromJsonAsync<List<SentMail>>("outbox") ?? [];

    public async Task FailAsync(string kind, int count = 1, string target = "send", int? retryAfterSeconds = null)
    {
        using var answer = await Http.PostAsJsonAsync("control/failures", new { kind, count, target, retryAfterSeconds });
        answer.EnsureSuccessStatusCode();
    }

    public async Task LimitAsync(int? send = null, int? messages = null)
    {
        using var answer = await Http.PostAsJsonAsync("control/limits", new { send, messages });
        answer.EnsureSuccessStatusCode();
    }

    public async Task<(int Status, JsonElement? Body, HttpResponseMessage Answer)> CallAsync(HttpRequestMessage request, string? key = SendGridGate.FullKey)
    {
        if (key is not null)
            request.Headers.Add("Authorization", $"Bearer {key}");
        var answer = await Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? null : JsonDocument.Parse(text).RootElement, answer);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
