using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Eci.UnitTests.Modules.Ups;

/// <summary>A server in UPS's place that answers as a test wants.</summary>
internal sealed class UpsStub : IAsyncDisposable
{
    public const string GoodToken = """{"access_token":"token","expires_in":"14399"}""";

    private readonly WebApplication _app;
    private int _tokens;
    private int _questions;

    private UpsStub(WebApplication app) => _app = app;

    public FakeTimeProvider Time { get; } = new(UpsSamples.Now);

    /// <summary>Answers a question for a token, given how many were asked before.</summary>
    public Func<HttpContext, int, Task<IResult>> Token { get; set; } = (_, _) => Task.FromResult(Results.Text(GoodToken));

    /// <summary>Answers a question for a package, given how many were asked before.</summary>
    public Func<HttpContext, int, Task<IResult>> Track { get; set; } = (_, _) => Task.FromResult(Package());

    public int Tokens => _tokens;

    public int Questions => _questions;

    public static async Task<UpsStub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var stub = new UpsStub(app);
        app.MapPost("/security/v1/oauth/token", (Delegate)((HttpContext context) => stub.Token(context, Interlocked.Increment(ref stub._tokens) - 1)));
        app.MapGet("/api/track/v1/details/{number}", (Delegate)((HttpContext context) => stub.Track(context, Interlocked.Increment(ref stub._questions) - 1)));
        await app.StartAsync();
        return stub;
    }

    public static IResult Package() => Results.Text(UpsSamples.Answer($"\"activity\":[{UpsSamples.Scan}]"));

    public static IResult Error(int status, string code) =>
        Results.Text($$$"""{"response":{"errors":[{"code":"{{{code}}}","message":"Said so."}]}}""", statusCode: status);

    public UpsHub Hub() => new(_app.Urls.Single(), Time);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
