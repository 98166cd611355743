using Eci.Testing.Servers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using NUnit.Framework;

namespace Eci.IntegrationTests.Http;

[TestFixture]
internal sealed class Routes_in_the_OpenAPI_document() : HostFixture(DatabaseKind.Sqlite)
{
    private static readonly string[] ForDevelopers = ["/sandbox/", "/.well-known/jwks.json", "/openapi/", "/docs", "/graphiql"];

    private OpenApiDocument _document = null!;

    [OneTimeSetUp]
    public async Task ReadAsync()
    {
        var read = OpenApiDocument.Parse(await Host.Client.GetStringAsync("/openapi/v1.json"), "json");
        Assert.That(read.Diagnostic!.Errors, Is.Empty);
        _document = read.Document!;
    }

    [Test]
    public void Are_all_there()
    {
        var mapped = Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => (Path: "/" + endpoint.RoutePattern.RawText!.TrimStart('/'), Methods: MethodsOf(endpoint)))
            .Where(route => !IsForDevelopers(route.Path))
            .SelectMany(route => route.Methods.Select(method => $"{method} {route.Path}"))
            .ToList();
        Assert.That(mapped, Does.Contain("GET /api/v1/tracking/dpd/{webhookId}").And.Contain("POST /api/graphql").And.Contain("GET /health/live"));
        Assert.That(Operations().Select(operation => operation.Name), Is.EquivalentTo(mapped));
    }

    [Test]
    public void Have_a_summary_examples_and_errors()
    {
        foreach (var (name, operation) in Operations())
        {
            Assert.That(operation.Summary, Is.Not.Empty, name);
            Assert.That(operation.Parameters?.Where(parameter => parameter.Example is null), Is.Null.Or.Empty, name);
            Assert.That(operation.RequestBody?.Content?.Values.Where(content => content.Example is null), Is.Null.Or.Empty, name);
            var answers = operation.Responses!;
            Assert.That(answers.Keys.Where(status => status[0] is '4' or '5'), Is.Not.Empty, name);
            Assert.That(answers.Values.SelectMany(answer => answer.Content?.Values ?? []).Where(content => content.Example is null), Is.Empty, name);
            Assert.That(name.StartsWith("HEAD", StringComparison.Ordinal) || answers["200"].Content is { Count: > 0 }, name);
        }
    }

    [Test]
    public void Say_which_of_them_need_a_key() =>
        Assert.That(
            Operations().Where(operation => operation.Operation.Security is { Count: > 0 }).Select(operation => operation.Name),
            Is.EquivalentTo(["GET /api/graphql", "POST /api/graphql"]));

    private static bool IsForDevelopers(string path) => ForDevelopers.Any(prefix => path.StartsWith(prefix, StringComparison.Ordinal));

    private static IReadOnlyList<string> MethodsOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : [HttpMethods.Get];

    private IEnumerable<(string Name, OpenApiOperation Operation)> Operations() =>
        from path in _document.Paths
        where !IsForDevelopers(path.Key)
        from operation in path.Value.Operations!
        select ($"{operation.Key} {path.Key}", operation.Value);
}
