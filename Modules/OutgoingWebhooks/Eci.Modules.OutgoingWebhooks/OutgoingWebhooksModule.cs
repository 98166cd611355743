using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.OutgoingWebhooks;

/// <summary>Tells systems of a tenant what happens to its packages and orders.</summary>
public sealed class OutgoingWebhooksModule : IModule
{
    internal const string ModuleName = "outgoing-webhooks";

    public string Name => ModuleName;

    public void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
    }
}
