using System.Net;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.GraphQL;

[TestFixture]
internal sealed class FaultyDocuments : EndpointTest
{
    [TestCase("{", "SYNTAX_ERROR")]
    [TestCase("", "UNKNOWN_OPERATION")]
    [TestCase("{ 8f31403dfe404bccbb0e835f2629c6a7 }", "SYNTAX_ERROR")]
    [TestCase("{ echo(text: \"open) }", "SYNTAX_ERROR")]
    [TestCase("# only a comment", "UNKNOWN_OPERATION")]
    [TestCase("{ nope }", "VALIDATION_FAILED")]
    [TestCase("{ node }", "VALIDATION_FAILED")]
    [TestCase("{ echo }", "VALIDATION_FAILED")]
    [TestCase("{ echo(text: 7) }", "VALIDATION_FAILED")]
    [TestCase("{ state(of: NOWHERE) }", "VALIDATION_FAILED")]
    [TestCase("{ isPast(moment: \"31 February\") }", "VALIDATION_FAILED")]
    [TestCase("{ ...Nowhere }", "VALIDATION_FAILED")]
    [TestCase("{ ...A } fragment A on Query { ...A }", "VALIDATION_FAILED")]
    [TestCase("{ ...A } fragment A on Query { ...B } fragment B on Query { __typename ...A }", "VALIDATION_FAILED")]
    [TestCase("{ ... on Nobody { a } }", "VALIDATION_FAILED")]
    [TestCase("{ __typename @nonsense }", "VALIDATION_FAILED")]
    [TestCase("{ __typename } type Extra { a: Int }", "VALIDATION_FAILED")]
    [TestCase("query A { __typename } query A { __typename }", "UNKNOWN_OPERATION")]
    [TestCase("query A { __typename } { __typename }", "UNKNOWN_OPERATION")]
    [TestCase("fragment A on Query { __typename }", "UNKNOWN_OPERATION")]
    [TestCase("subscription { __typename }", "OPERATION_NOT_SUPPORTED")]
    [TestCase("query($a: String!) { echo(text: $a) }", "INVALID_VARIABLES")]
    [TestCase("query($a: Nope) { echo(text: $a) }", "VALIDATION_FAILED")]
    [TestCase("query($a: ID!) { __typename }", "VALIDATION_FAILED")]
    public async Task Are_refused_without_data(string query, string code)
    {
        var asked = await Host.QueryAsync(query, accept: "application/graphql-response+json");
        var json = await Host.QueryAsync(query, accept: "application/json");

        Assert.That(asked.Status, Is.EqualTo(HttpStatusCode.BadRequest), "status for the newer media type");
        Assert.That(json.Status, Is.EqualTo(HttpStatusCode.OK), "status for plain JSON");
        Assert.That((asked.Code, json.Code), Is.EqualTo((code, code)));
        Assert.That(asked.HasData || json.HasData, Is.False, "has data");
    }

    [TestCase("String!", "null")]
    [TestCase("String!", "7")]
    [TestCase("String!", "{}")]
    [TestCase("String!", "[\"a\",\"b\"]")]
    [TestCase("Int", "\"7\"")]
    [TestCase("Int", "1e400")]
    [TestCase("Int", "99999999999999999999999999999999999999999")]
    [TestCase("Int", "1.5")]
    [TestCase("DateTime!", "\"31 February\"")]
    [TestCase("DateTime!", "7")]
    [TestCase("DateTime!", "\"\"")]
    [TestCase("PackageState", "\"NOWHERE\"")]
    [TestCase("PackageState", "\"Delivered\"")]
    [TestCase("PackageState", "2")]
    public async Task Include_variables_of_the_wrong_type(string type, string value)
    {
        var use = type switch
        {
            "Int" => "echo(text: \"a\", times: $v)",
            "DateTime!" => "isPast(moment: $v)",
            "PackageState" => "state(of: $v)",
            _ => "echo(text: $v)",
        };

        var reply = await Host.PostAsync(
            $$$"""{"query":"query($v: {{{type}}}) { {{{use.Replace("\"", "\\\"", StringComparison.Ordinal)}}} }","variables":{"v":{{{value}}}}}""",
            accept: "application/graphql-response+json");

        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(reply.Code, Is.EqualTo("INVALID_VARIABLES"));
    }

    [Test]
    public async Task Tell_code_trace_id_and_place_of_every_error()
    {
        var reply = await Host.QueryAsync("{\n  nope\n  neither\n}");

        Assert.That(reply.Errors, Has.Count.EqualTo(2));
        foreach (var error in reply.Errors)
        {
            Assert.That(error.GetProperty("message").GetString(), Is.Not.Empty);
            Assert.That(error.GetProperty("extensions").GetProperty("code").GetString(), Does.Match("^[A-Z]+(_[A-Z]+)*$"));
            Assert.That(error.GetProperty("extensions").GetProperty("traceId").GetString(), Does.Match("^[0-9a-f]{32}$"));
        }

        Assert.That(reply.Errors[1].GetProperty("locations")[0].GetProperty("line").GetInt32(), Is.EqualTo(3));
    }

    [Test]
    public async Task Are_not_those_with_several_operations_and_a_name()
    {
        const string Query = "query A { __typename } query B { echo(text: \"b\") }";

        var named = await Host.QueryAsync(Query, operationName: "B");
        var unknown = await Host.QueryAsync(Query, operationName: "C", accept: "application/graphql-response+json");

        Assert.That(named.Data.GetProperty("echo").GetString(), Is.EqualTo("b"));
        Assert.That((unknown.Status, unknown.Code), Is.EqualTo((HttpStatusCode.BadRequest, "UNKNOWN_OPERATION")));
    }

    [Test]
    public async Task Are_not_logged_as_failures()
    {
        await Host.QueryAsync("{ nope }");
        await Host.QueryAsync("{");

        Assert.That(Host.Log.All, Is.Empty);
    }
}
