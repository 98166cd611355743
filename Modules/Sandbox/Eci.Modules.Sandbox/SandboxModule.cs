using Eci.Modules.Sandbox.Dhl;
using Eci.Modules.Sandbox.Dpd;
using Eci.Modules.Sandbox.Receiver;
using Eci.Modules.Sandbox.Saleor;
using Eci.Modules.Sandbox.SendGrid;
using Eci.Modules.Sandbox.Ups;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Sandbox;

/// <summary>Plays the outside world in Development: a simulator per third party, and a receiver of webhooks, under <c>/sandbox/&lt;system&gt;</c>.</summary>
public sealed class SandboxModule : IModule
{
    public string Name => "sandbox";

    public bool OnlyInDevelopment => true;

    public void ConfigureServices(IServiceCollection services, IConfiguration configuration) => services
        .AddSendGridSimulator()
        .AddDpdSimulator(configuration)
        .AddDhlSimulator(configuration)
        .AddUpsSimulator(configuration)
        .AddSaleorSimulator(configuration)
        .AddWebhookReceiver();

    public void MapOutsideApi(IEndpointRouteBuilder root) => root
        .MapSendGridSimulator()
        .MapDpdSimulator()
        .MapDhlSimulator()
        .MapUpsSimulator()
        .MapSaleorSimulator()
        .MapWebhookReceiver();
}
