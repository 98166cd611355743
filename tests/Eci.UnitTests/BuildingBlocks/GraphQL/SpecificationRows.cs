using System.Net;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.GraphQL;

/// <summary>What "GraphQL over HTTP" demands, by example. The audit with Node checks the same and more.</summary>
[TestFixture]
internal sealed class SpecificationRows : EndpointTest
{
    private const string Json = "application/json";
    private const string New = "application/graphql-response+json";

    [TestCase("""{"query":"{ __typename }"}""")]
    [TestCase("""{"query":"query Query { __typename }","operationName":"Query"}""")]
    [TestCase("""{"query":"{ __typename }","variables":null}""")]
    [TestCase("""{"query":"{ __typename }","operationName":null}""")]
    [TestCase("""{"query":"{ __typename }","extensions":null}""")]
    [TestCase("""{"query":"query T($name: String!) { __type(name: $name) { name } }","variables":{"name":"sometype"}}""")]
    [TestCase("""{"query":"{ __typename }","extensions":{"some":"value"}}""")]
    [TestCase("""{"query":"{ __type(name: \"Run🏃Swim🏊\") { name } }"}""")]
    public async Task Well_formed_requests_are_answered_with_data(string body)
    {
        foreach (var accept in (string[])[Json, New])
        {
            var reply = await Host.PostAsync(body, accept: accept);

            Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(reply.ContentType, Is.EqualTo($"{accept}; charset=utf-8"));
            Assert.That(reply.Errors, Is.Empty);
            Assert.That(reply.HasData, Is.True);
        }
    }

    [TestCase("query={__typename}")]
    [TestCase("query=%7B%20__typename%20%7D&variables=")]
    [TestCase("query=query T($name: String!) { __type(name: $name) { name } }&variables={\"name\":\"sometype\"}")]
    public async Task Queries_may_be_sent_by_GET(string queryString)
    {
        foreach (var accept in (string[])[Json, New])
        {
            var reply = await Host.GetAsync(queryString, accept: accept);

            Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(reply.Errors, Is.Empty);
        }
    }

    [TestCase("{", Json, HttpStatusCode.OK)]
    [TestCase("{", New, HttpStatusCode.BadRequest)]
    [TestCase("{ nope }", Json, HttpStatusCode.OK)]
    [TestCase("{ nope }", New, HttpStatusCode.BadRequest)]
    [TestCase("query C($t: String!) { echo(text: $t) }", Json, HttpStatusCode.OK)]
    [TestCase("query C($t: String!) { echo(text: $t) }", New, HttpStatusCode.BadRequest)]
    public async Task Faults_of_the_document_show_in_the_status_of_the_newer_media_type_only(string query, string accept, HttpStatusCode status)
    {
        var reply = await Host.QueryAsync(query, new { t = default(string) }, accept: accept);

        Assert.That(reply.Status, Is.EqualTo(status));
        Assert.That(reply.ContentType, Is.EqualTo($"{accept}; charset=utf-8"));
        Assert.That(reply.HasData, Is.False);
        Assert.That(reply.Errors, Is.Not.Empty);
    }

    [Test]
    public async Task Faults_of_a_field_leave_the_rest_and_the_status()
    {
        var reply = await Host.QueryAsync("{ __typename expected }", accept: New);

        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(reply.Data.GetProperty("expected").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
        Assert.That(reply.Errors, Has.Count.EqualTo(1));
    }
}
