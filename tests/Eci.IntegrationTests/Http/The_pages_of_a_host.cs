using System.Net;
using Eci.Testing.Hosting;
using Eci.Testing.Processes;
using Eci.Testing.Servers;
using Microsoft.OpenApi;
using NUnit.Framework;

namespace Eci.IntegrationTests.Http;

[TestFixture]
internal sealed class The_pages_of_a_host() : DatabaseFixture(DatabaseKind.Sqlite)
{
    private const string Document = "/openapi/v1.json";
    private const string DpdPath = "/api/v1/tracking/dpd/{webhookId}";

    private static readonly string[] ForDevelopers = [Document, "/docs/", "/graphiql", "/graphiql/start.js", "/sandbox/dpd/pushes", "/sandbox/sendgrid/outbox"];

    [Test]
    public async Task Describe_the_push_of_DPD_in_a_valid_OpenAPI_document()
    {
        await using var host = await EciTestHost.StartAsync(Database);
        var read = OpenApiDocument.Parse(await host.Client.GetStringAsync(Document), "json");
        Assert.That(read.Diagnostic!.Errors, Is.Empty);
        var push = read.Document!.Paths[DpdPath].Operations![HttpMethod.Get];
        Assert.That(push.Parameters!.Select(p => p.Name), Is.SupersetOf(["webhookId", "pushid", "pnr", "status", "statusdate", "depot", "eci-trace-id"]));
        Assert.That(push.Responses!.Keys, Is.EquivalentTo(["200", "400", "402", "403", "404", "405", "414", "429", "500", "503"]));
        Assert.That(push.Responses["200"].Content!.Keys, Is.EqualTo(["application/xml"]));
    }

    [Test]
    public async Task Help_developers_in_Development_and_show_metrics_only_when_asked()
    {
        await using var host = await EciTestHost.StartAsync(Database);
        foreach (var page in ForDevelopers)
            Assert.That(await StatusAsync(host.Client, page), Is.EqualTo(HttpStatusCode.OK), page);
        Assert.That(await StatusAsync(host.Client, "/metrics"), Is.EqualTo(HttpStatusCode.NotFound));

        await using var measured = await EciTestHost.StartAsync(Database, options => options.Settings["Eci:Metrics"] = "true");
        Assert.That(await measured.Client.GetStringAsync("/metrics"), Does.Contain("# TYPE"));
    }

    [Test]
    public async Task Hold_nothing_for_developers_in_Production()
    {
        using var folder = new ScratchFolder();
        await using var hosts = new HostProcesses();
        var host = await hosts.StartAsync(new HostProcessOptions("production", Database, folder.Path)
        {
            Environment = "Production",
            MailFolder = Path.Combine(folder.Path, "mail"),
        });
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = host.Address };
        foreach (var page in ForDevelopers)
            Assert.That(await StatusAsync(client, page), Is.EqualTo(HttpStatusCode.NotFound), page);
        Assert.That(await StatusAsync(client, "/health/live"), Is.EqualTo(HttpStatusCode.OK));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string page)
    {
        using var answer = await client.GetAsync(page);
        return answer.StatusCode;
    }
}
