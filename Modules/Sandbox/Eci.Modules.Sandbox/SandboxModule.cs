using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Sandbox;

/// <summary>Plays the outside world in Development: a simulator per third party under <c>/sandbox/&lt;system&gt;</c>.</summary>
public sealed class SandboxModule : IModule
{
    public string Name => "sandbox";

    public void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
    }
}
