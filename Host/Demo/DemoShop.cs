using Eci.Core;
using Eci.Modules.Saleor.Contracts;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Eci.Host.Demo;

/// <summary>
/// Lets the sandbox's shop install the demo tenant's app, by a link and a handshake as any shop does, once the host answers. Does nothing when
/// the shop is connected.
/// </summary>
internal sealed partial class DemoShop(
    IServiceScopeFactory scopes, IServer server, IHttpClientFactory clients, IHostApplicationLifetime lifetime, ILogger<DemoShop> logger) : BackgroundService
{
    private const string Setting = "Eci:Sandbox:Saleor:ConnectDemo";
    private const string ShopPath = "/sandbox/saleor";

    public static void AddTo(WebApplicationBuilder builder, Roles roles)
    {
        var wanted = builder.Environment.IsDevelopment() && roles.Api && Startup.WantsDemo(builder.Configuration);
        if (wanted && builder.Configuration.Read(Setting, ifMissing: true))
            builder.Services.AddHttpClient().AddHostedService<DemoShop>();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        try
        {
            await ConnectAsync(stoppingToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotConnected(logger, exception.Message);
        }
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateScopeOf(DemoTenant.Id);
        var links = scope.ServiceProvider.GetRequiredService<ISaleorInstallLinks>();
        if (Address() is not { } hub || await links.IsConnectedAsync(DemoTenant.SaleorAppId, cancellationToken))
            return;
        var shop = new Uri(hub, ShopPath);
        var link = await links.CreateAsync(new NewSaleorInstallLink(SaleorAppType.EntitySync, DemoTenant.SaleorAppId), cancellationToken);
        var manifestUrl = new Uri(hub, new Uri(hub, link.ManifestUrl).PathAndQuery);
        using var client = clients.CreateClient();
        using var answer = await client.PostAsJsonAsync($"{shop}/install", new { manifestUrl }, cancellationToken);
        if (answer.IsSuccessStatusCode)
            LogConnected(logger, shop);
        else
            LogNotConnected(logger, await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    private Uri? Address() => ListenAddress.FirstPlain(server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []);

    [LoggerMessage(EventId = 7, Level = LogLevel.Warning, Message = "The demo shop is not connected: {Reason}")]
    private static partial void LogNotConnected(ILogger logger, string reason);

    [LoggerMessage(EventId = 8, Level = LogLevel.Information, Message = "The demo shop is connected, place orders at {Address}")]
    private static partial void LogConnected(ILogger logger, Uri address);
}
