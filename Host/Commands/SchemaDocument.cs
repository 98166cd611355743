using Eci.Web.GraphQL;

namespace Eci.Host.Commands;

/// <summary>Writes <c>docs/schema.graphql</c> from the schema that the modules make together.</summary>
internal static class SchemaDocument
{
    private const string Head =
        "# Written by `dotnet run --project Host -- docs schema`; a test fails when it is stale.\n\n";

    public static async Task<string> WriteAsync()
    {
        await using var app = DocumentedHost.Build();
        return Head + app.Services.GetRequiredService<EciSchema>().ToSdl();
    }
}
