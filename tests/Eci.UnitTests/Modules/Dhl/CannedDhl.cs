using System.Collections.Concurrent;
using System.Text;
using Eci.UnitTests.Modules.Sandbox.Dhl;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Eci.UnitTests.Modules.Dhl;

/// <summary>A server in DHL's place that answers whatever a test wants.</summary>
internal sealed class CannedDhl : IAsyncDisposable
{
    private readonly WebApplication _app;

    private CannedDhl(WebApplication app) => _app = app;

    public string BaseAddress => $"{_app.Urls.Single()}/track";

    public ConcurrentQueue<DhlRequest> Requests { get; } = new();

    public Func<HttpContext, Task> Answer { get; set; } = context => Write(context, 200, "application/json", """{"shipments":[]}""");

    public static async Task<CannedDhl> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var dhl = new CannedDhl(app);
        app.Run(context =>
        {
            dhl.Requests.Enqueue(DhlRequest.Of(context.Request));
            return dhl.Answer(context);
        });
        await app.StartAsync();
        return dhl;
    }

    public void Reply(int status, string? contentType, string body, string? retryAfter = null) => Answer = context =>
    {
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        return Write(context, status, contentType, body);
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task Write(HttpContext context, int status, string? contentType, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        if (body.Length > 0)
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body), context.RequestAborted);
    }
}
