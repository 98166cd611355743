using Eci.ArchitectureTests.Model;
using Eci.Host.Commands;
using NUnit.Framework;

namespace Eci.ArchitectureTests;

[TestFixture]
internal sealed class The_OpenAPI_document
{
    [Test]
    public async Task Is_written_down() =>
        Assert.That(
            Repository.ReadText("docs/openapi.json"),
            Is.EqualTo(await RoutesDocument.WriteAsync()),
            "docs/openapi.json is stale: run 'dotnet run --project Host -- docs openapi > docs/openapi.json'.");
}
