using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Eci;

/// <summary>One integration or capability: everything it adds to the host, whatever roles the process plays.</summary>
public interface IModule
{
    /// <summary>Stable lower-case name: the suffix of <c>worker:&lt;name&gt;</c> and the prefix of its tables and queues.</summary>
    string Name { get; }

    /// <summary>True for what must never run in Production.</summary>
    bool OnlyInDevelopment => false;

    /// <summary>Registers services, options with validators, model contributions and GraphQL types. Runs in every role.</summary>
    void ConfigureServices(IServiceCollection services, IConfiguration configuration);

    /// <summary>Maps HTTP routes below the API base path. Runs only where the process plays the <c>api</c> role.</summary>
    void MapEndpoints(IEndpointRouteBuilder api)
    {
    }

    /// <summary>Maps HTTP routes outside the API base path. Runs only where the process plays the <c>api</c> role.</summary>
    void MapOutsideApi(IEndpointRouteBuilder root)
    {
    }
}
