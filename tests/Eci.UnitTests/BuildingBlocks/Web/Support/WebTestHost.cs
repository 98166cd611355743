using Eci.Testing.Hosting;
using Eci.Web;
using Eci.Web.Health;
using Eci.Web.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Eci.UnitTests.BuildingBlocks.Web.Support;

/// <summary>A real server on a free port with everything of Eci.Web, and fakes for what lies behind it.</summary>
internal sealed class WebTestHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebTestHost(WebApplication app, LogCapture logs, FakeWebhooks webhooks, FakeIntake intake, FakeTimeProvider time)
    {
        _app = app;
        Logs = logs;
        Webhooks = webhooks;
        Intake = intake;
        Time = time;
        Address = new Uri(app.Urls.Single());
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
    }

    public static DateTimeOffset StartTime { get; } = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    public Uri Address { get; }

    public HttpClient Client { get; }

    public LogCapture Logs { get; }

    public FakeWebhooks Webhooks { get; }

    public FakeIntake Intake { get; }

    public FakeTimeProvider Time { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<WebTestHost> StartAsync(
        Action<IServiceCollection, IConfiguration> configure,
        Action<IEndpointRouteBuilder> map,
        IReadOnlyDictionary<string, string?>? settings = null,
        LogCapture? logs = null)
    {
        logs ??= new LogCapture();
        var webhooks = new FakeWebhooks();
        var intake = new FakeIntake();
        var time = new FakeTimeProvider(StartTime);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<IWebhookSource>(webhooks);
        builder.Services.AddSingleton<Eci.Messaging.IMessageIntake>(intake);
        builder.Services.AddEciWeb(builder.Configuration);
        configure(builder.Services, builder.Configuration);

        var app = builder.Build();
        app.UseEciWeb();
        app.MapEciHealth();
        app.MapOpenApi();
        map(app.MapGroup("/api"));
        await app.StartAsync();
        return new WebTestHost(app, logs, webhooks, intake, time);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
