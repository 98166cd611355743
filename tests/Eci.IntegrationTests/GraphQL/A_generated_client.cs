using System.Text.Json;
using Eci.Core;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.IntegrationTests.GraphQL;

/// <summary>What a customer's developer makes of <c>docs/schema.graphql</c>, see <c>tests/graphql-client</c>.</summary>
[TestFixture]
[Category("Conformance")]
internal sealed class A_generated_client() : HostFixture(DatabaseKind.Sqlite)
{
    private const string Number = "01906000683796";

    private static readonly NodeFolder Node = new("graphql-client", "typescript");

    [OneTimeSetUp]
    public Task RequirePackagesAsync() => Node.RequirePackagesAsync();

    [Test]
    public async Task Fits_its_types_and_gets_typed_answers()
    {
        using var push = await Host.Client.GetAsync(
            $"/api/v1/tracking/dpd/{DemoTenant.DpdWebhookId}?pushid={NextNumber()}&pnr={Number}&depot=0998&status=delivery_carload&statusdate=05012026100200");
        push.EnsureSuccessStatusCode();
        await SettleAsync();

        await SucceedAsync("generate.mjs");
        await SucceedAsync("node_modules/typescript/bin/tsc");
        var answer = await SucceedAsync(
            "generated/build/client.js", new Uri(Host.BaseAddress, "api/graphql").AbsoluteUri, "eci_demo_key", Number);

        using var json = JsonDocument.Parse(answer);
        var got = json.RootElement;
        Assert.That(got.GetProperty("order").GetString(), Is.EqualTo("STORE-1001"));
        Assert.That(got.GetProperty("state").GetString(), Is.EqualTo("OUT_FOR_DELIVERY"));
        Assert.That(got.GetProperty("places").EnumerateArray().Select(e => e.GetString()), Is.EqualTo(["0998"]));
        Assert.That(got.GetProperty("mailed").EnumerateArray().Select(e => e.GetString()), Is.EqualTo(["ada@example.com"]));
    }

    [TestCase("query Wrong { packageByTrackingId(trackingId: \"1\") { weather } }", "Cannot query field \"weather\"")]
    [TestCase("query Wrong { packageByTrackingId { id } }", "argument \"trackingId\" of type \"ID!\" is required")]
    public async Task Is_not_made_from_a_query_that_does_not_fit_the_schema(string document, string complaint)
    {
        using var folder = new ScratchFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "wrong.graphql"), document);

        var (exitCode, output) = await Node.RunAsync("generate.mjs", folder.Path);

        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(output, Does.Contain(complaint));
    }

    private static async Task<string> SucceedAsync(string script, params string[] arguments)
    {
        var (exitCode, output) = await Node.RunAsync(script, arguments);
        Assert.That(exitCode, Is.Zero, output);
        return output;
    }
}
