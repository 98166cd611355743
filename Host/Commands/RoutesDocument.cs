using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Eci.Host.Commands;

/// <summary>Writes <c>docs/openapi.json</c> from the routes of the host, those for developers left out.</summary>
internal static class RoutesDocument
{
    private const string Name = "v1";

    public static async Task<string> WriteAsync()
    {
        await using var app = DocumentedHost.Build();
        // Routes are known to services once the pipeline is put together, which starting the host would do.
#pragma warning disable ASP0014
        app.UseRouting();
        app.UseEndpoints(static _ => { });
#pragma warning restore ASP0014
        var document = await app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name).GetOpenApiDocumentAsync();
        return await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1) + "\n";
    }
}
