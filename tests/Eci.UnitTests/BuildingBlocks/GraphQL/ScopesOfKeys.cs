using System.Net;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.GraphQL;

[TestFixture]
internal sealed class ScopesOfKeys : EndpointTest
{
    [SetUp]
    public void AddKeys() => Host.Keys
        .With("other", "read:other read:secrets2")
        .With("reader", "read:other  read:secrets")
        .With("both", "read:secrets read:more");

    [TestCase("{ secret }")]
    [TestCase("{ hidden: secret }")]
    [TestCase("{ ...A } fragment A on Query { ... { ... on Query { secret } } }")]
    [TestCase("query($no: Boolean = false) { secret @skip(if: $no) }")]
    public async Task Refuse_the_whole_request_when_one_is_missing(string query)
    {
        var asked = await Host.QueryAsync(query, key: "other", accept: "application/graphql-response+json");
        var json = await Host.QueryAsync(query, key: "other", accept: "application/json");

        Assert.That((asked.Status, json.Status), Is.EqualTo((HttpStatusCode.Forbidden, HttpStatusCode.OK)));
        Assert.That((asked.Code, json.Code), Is.EqualTo(("FORBIDDEN", "FORBIDDEN")));
        Assert.That(asked.Errors.Single().GetProperty("extensions").GetProperty("scope").GetString(), Is.EqualTo("read:secrets"));
        Assert.That(asked.Errors.Single().GetProperty("message").GetString(), Does.Contain("Query.secret").And.Contain("read:secrets"));
        Assert.That(asked.Errors.Single().GetProperty("extensions").GetProperty("traceId").GetString(), Is.Not.Empty);
        Assert.That(asked.HasData || json.HasData, Is.False);
    }

    [Test]
    public async Task Name_each_missing_one_once()
    {
        var reply = await Host.QueryAsync("{ secret twiceGuarded again: secret }", key: "other");

        Assert.That(
            reply.Errors.Select(e => e.GetProperty("extensions").GetProperty("scope").GetString()),
            Is.EqualTo(new[] { "read:secrets", "read:more" }));
    }

    [TestCase("reader", "{ secret }")]
    [TestCase("both", "{ secret twiceGuarded }")]
    [TestCase("other", "{ __typename secret @skip(if: true) }")]
    [TestCase("other", "query A { __typename ...B @include(if: false) } fragment B on Query { secret }")]
    public async Task Let_pass_what_they_allow_and_what_is_not_asked_for(string key, string query)
    {
        var reply = await Host.QueryAsync(query, key: key);

        Assert.That(reply.Errors, Is.Empty);
        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Concern_only_the_operation_that_runs()
    {
        var reply = await Host.QueryAsync("query A { __typename } query B { secret }", operationName: "A", key: "other");

        Assert.That(reply.Errors, Is.Empty);
    }
}
