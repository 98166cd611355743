using Eci.Host;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;

namespace Eci.ArchitectureTests.Deploy;

/// <summary>The host as an environment would start it, without starting it: wrong settings are refused when it is built.</summary>
internal static class StartableHost
{
    /// <returns>Patterns of its routes.</returns>
    public static async Task<IReadOnlyList<string>> BuildAsync(IReadOnlyDictionary<string, string> environment)
    {
        await using var app = EciHost.Build(["--environment=Production"], builder => builder.Configuration.AddInMemoryCollection(
            environment.Select(pair => KeyValuePair.Create(pair.Key.Replace("__", ":", StringComparison.Ordinal), (string?)pair.Value))));
        return ((IEndpointRouteBuilder)app).DataSources
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern.RawText!)
            .ToList();
    }
}
