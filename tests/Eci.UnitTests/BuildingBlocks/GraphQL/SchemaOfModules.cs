using System.Net;
using Eci.Web.GraphQL;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.GraphQL;

[TestFixture]
internal sealed class SchemaOfModules : EndpointTest
{
    [Test]
    public void Can_be_printed_without_a_request()
    {
        var sdl = Host.Services.GetRequiredService<EciSchema>().ToSdl();

        Assert.That(sdl, Does.Contain("healthCheck: Boolean!"));
        Assert.That(sdl, Does.Contain("echo(text: String!, times: Int): String"));
        Assert.That(sdl, Does.Contain("state(of: PackageState): PackageState"));
        Assert.That(sdl, Does.Contain("OUT_FOR_DELIVERY").And.Contain("FAILED_ATTEMPT").And.Not.Contain("OutForDelivery"));
        Assert.That(sdl, Does.Contain("moment: DateTime!").And.Contain("scalar DateTime").And.Not.Contain("DateTimeOffset"));
        Assert.That(sdl, Does.Contain("below: [Node!]!"));
        Assert.That(sdl, Does.Contain("type Mutation {"));
    }

    [Test]
    public void Has_no_mutations_until_a_module_adds_one()
    {
        var configuration = new ConfigurationBuilder().Build();
        using var services = new ServiceCollection().AddLogging().AddEciGraphQL(configuration).BuildServiceProvider();

        var sdl = services.GetRequiredService<EciSchema>().ToSdl();

        Assert.That(sdl, Does.Contain("type Query {").And.Contain("healthCheck: Boolean!"));
        Assert.That(sdl, Does.Not.Contain("Mutation"));
    }

    [Test]
    public async Task Writes_times_in_UTC_and_enums_by_their_wire_names()
    {
        var reply = await Host.QueryAsync("{ moment state again: state(of: AVAILABLE_FOR_PICKUP) }");

        Assert.That(
            reply.Text,
            Is.EqualTo("""{"data":{"moment":"2026-01-05T09:02:00Z","state":"OUT_FOR_DELIVERY","again":"AVAILABLE_FOR_PICKUP"}}"""));
    }

    [TestCase("2026-01-01T00:30:00+01:00", true)]
    [TestCase("2026-01-01T00:30:00Z", false)]
    [TestCase("2026-01-01T00:30:00", false)]
    [TestCase("2025-12-31T23:59:59.9999999Z", true)]
    public async Task Reads_times_with_any_offset(string moment, bool isPast)
    {
        var literal = await Host.QueryAsync($"{{ isPast(moment: \"{moment}\") }}");
        var variable = await Host.QueryAsync("query($m: DateTime!) { isPast(moment: $m) }", new { m = moment });

        Assert.That(literal.Data.GetProperty("isPast").GetBoolean(), Is.EqualTo(isPast));
        Assert.That(variable.Data.GetProperty("isPast").GetBoolean(), Is.EqualTo(isPast));
    }

    [Test]
    public async Task Runs_mutations_by_POST_only()
    {
        var get = await Host.GetAsync("query=mutation{count}", accept: "application/graphql-response+json");
        var chosen = await Host.GetAsync("query=query A{__typename} mutation B{count}&operationName=B");
        var harmless = await Host.GetAsync("query=query A{__typename} mutation B{count}&operationName=A");
        var before = Host.Probe.Mutations;
        var post = await Host.QueryAsync("mutation { count }");

        Assert.That((get.Status, chosen.Status, harmless.Status), Is.EqualTo((HttpStatusCode.MethodNotAllowed, HttpStatusCode.MethodNotAllowed, HttpStatusCode.OK)));
        Assert.That(get.Message.Content.Headers.Allow, Is.EqualTo(new[] { "POST" }));
        Assert.That(get.Code, Is.EqualTo("METHOD_NOT_ALLOWED"));
        Assert.That(before, Is.Zero);
        Assert.That(post.Data.GetProperty("count").GetInt32(), Is.EqualTo(1));
    }
}
