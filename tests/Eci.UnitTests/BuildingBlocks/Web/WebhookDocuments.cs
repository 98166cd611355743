using System.Text.Json;
using Eci.UnitTests.BuildingBlocks.Web.Support;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Web;

internal sealed class WebhookDocuments
{
    private WebTestHost _host = null!;
    private JsonDocument _document = null!;

    [OneTimeSetUp]
    public async Task Read()
    {
        _host = await SampleWebhook.StartAsync();
        _document = JsonDocument.Parse(await _host.Client.GetStringAsync("/openapi/v1.json"));
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _document.Dispose();
        await _host.DisposeAsync();
    }

    [Test]
    public void Describe_the_parameters_with_examples()
    {
        var parameters = Operation("/api/sample/{webhookId}", "get").GetProperty("parameters").EnumerateArray().Select(p =>
            $"{p.GetProperty("in")} {p.GetProperty("name")} {p.TryGetProperty("required", out var required) && required.GetBoolean()} {p.GetProperty("example")}");
        Assert.That(parameters, Is.EqualTo(["path webhookId True wh_demo_dpd", "query topic True news", "header eci-trace-id False tr_4711"]));
    }

    [TestCase("/api/sample/{webhookId}", "get", "400 402 403 404 405 414 429 500 503")]
    [TestCase("/api/sample/{webhookId}", "post", "400 402 403 404 405 413 414 429 500 503")]
    [TestCase("/api/signed/{webhookId}", "post", "400 401 402 403 404 405 413 414 429 500 503")]
    public void Describe_every_problem_with_its_code(string path, string method, string statuses)
    {
        var problems = Operation(path, method).GetProperty("responses").EnumerateObject().Where(response => response.Name != "200").ToList();
        Assert.That(string.Join(' ', problems.Select(p => p.Name)), Is.EqualTo(statuses));
        foreach (var problem in problems)
        {
            var content = problem.Value.GetProperty("content").GetProperty("application/problem+json");
            Assert.That(content.GetProperty("schema").GetProperty("$ref").GetString(), Is.EqualTo("#/components/schemas/Problem"));
            var example = content.GetProperty("example");
            Assert.That(example.GetProperty("status").GetInt32().ToString(System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(problem.Name));
            Assert.That(example.GetProperty("code").GetString(), Is.Not.Empty);
            Assert.That(problem.Value.GetProperty("headers").TryGetProperty("Retry-After", out _), Is.EqualTo(problem.Name is "429" or "503"));
        }
    }

    [Test]
    public void Describe_answer_and_body_with_examples()
    {
        var operation = Operation("/api/sample/{webhookId}", "post");
        var answer = operation.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("text/plain");
        Assert.That(answer.GetProperty("example").GetString(), Is.EqualTo("ok"));
        var body = operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/json");
        Assert.That(body.GetProperty("example").GetProperty("text").GetString(), Is.EqualTo("hello"));
    }

    private JsonElement Operation(string path, string method) => _document.RootElement.GetProperty("paths").GetProperty(path).GetProperty(method);
}
