using Eci.Core;
using Eci.Management.Kinds;
using Eci.Modules.Dpd.ReceivePush;
using Eci.Persistence;
using Eci.Web.Webhooks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Dpd;

/// <summary>DPD: scans arrive by its Tracking Push Service and leave as package updates.</summary>
public sealed class DpdModule : IModule
{
    public string Name => DpdApp.Kind;

    public void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IModelContribution, DpdModel>();
        services.AddSingleton<IDemoData, DpdDemo>();
        services.AddAppKind<DpdKind>();
        services.AddSingleton<DpdMetrics>();
        services.AddSingleton<DpdTime>();
        services.AddWebhook<DpdPush, DpdApp, DpdPushValidator, DpdPushEndpoint>();
    }

    public void MapEndpoints(IEndpointRouteBuilder api) => DpdPushEndpoint.Map(api);

    /// <summary>A new DPD account, to be stored with its webhook.</summary>
    public static App NewApp(string id, string tenantId, string name) => new DpdApp { Id = id, TenantId = tenantId, Name = name };
}
