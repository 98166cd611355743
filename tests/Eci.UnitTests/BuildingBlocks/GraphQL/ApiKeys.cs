using System.Net;
using Eci.Web.GraphQL;
using Microsoft.Extensions.Hosting;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.GraphQL;

[TestFixture]
internal sealed class ApiKeys : EndpointTest
{
    private static readonly DateTimeOffset Past = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Future = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [SetUp]
    public void AddKeys() => Host.Keys
        .With("expired", expiresAt: Past)
        .With("lasting", expiresAt: Future)
        .With("revoked", expiresAt: Future, revokedAt: Past);

    [TestCase("{ __typename }")]
    [TestCase("query A { kind: __typename }")]
    [TestCase("mutation { __typename }")]
    [TestCase("{ ...A } fragment A on Query { ... on Query { __typename } }")]
    public async Task Are_not_needed_for_the_name_of_the_root(string query)
    {
        var reply = await Host.QueryAsync(query, key: null);

        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(reply.Errors, Is.Empty);
    }

    [TestCase("{ tenant }")]
    [TestCase("{ healthCheck }")]
    [TestCase("{ unknown }")]
    [TestCase("{ __typename tenant }")]
    [TestCase("{ __schema { queryType { name } } }")]
    [TestCase("{ __type(name: \"Query\") { name } }")]
    [TestCase("{ ...A } fragment A on Query { __typename tenant }")]
    [TestCase("{ ... on Query { ...A } } fragment A on Query { ...B } fragment B on Query { tenant ...A }")]
    [TestCase("mutation { count }")]
    public async Task Are_needed_for_everything_else(string query)
    {
        foreach (var accept in (string[])["application/json", "application/graphql-response+json"])
        {
            var reply = await Host.QueryAsync(query, key: null, accept: accept);

            Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That(reply.Message.Headers.WwwAuthenticate.ToString(), Is.EqualTo("Bearer"));
            Assert.That(reply.Code, Is.EqualTo("UNAUTHENTICATED"));
            Assert.That(reply.HasData, Is.False);
        }

        Assert.That(Host.Probe.Mutations, Is.Zero);
    }

    [TestCase("Bearer wrong")]
    [TestCase("Bearer expired")]
    [TestCase("Bearer revoked")]
    [TestCase("Bearer")]
    [TestCase("Bearer ")]
    [TestCase("Basic " + GraphQLHost.Key)]
    [TestCase(GraphQLHost.Key)]
    public async Task Are_refused_when_they_are_not_valid(string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "?query={__typename}");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);

        var reply = await Host.SendAsync(request, key: null);

        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(reply.Message.Headers.WwwAuthenticate.ToString(), Is.EqualTo("Bearer error=\"invalid_token\""));
        Assert.That(reply.Code, Is.EqualTo("UNAUTHENTICATED"));
    }

    [Test]
    public async Task Are_refused_when_there_are_two()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "?query={__typename}");
        request.Headers.TryAddWithoutValidation("Authorization", ["Bearer " + GraphQLHost.Key, "Bearer lasting"]);

        var reply = await Host.SendAsync(request, key: null);

        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [TestCase("Bearer lasting", "tenant_of_lasting")]
    [TestCase("bearer lasting", "tenant_of_lasting")]
    [TestCase("BEARER   " + GraphQLHost.Key, "tenant_of_" + GraphQLHost.Key)]
    public async Task Choose_the_tenant(string authorization, string tenant)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "?query={tenant}");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);

        var reply = await Host.SendAsync(request, key: null);

        Assert.That(reply.Data.GetProperty("tenant").GetString(), Is.EqualTo(tenant));
    }

    [Test]
    public async Task Are_refused_before_the_body_is_looked_at()
    {
        var reply = await Host.PostAsync("{ no json", key: "wrong");

        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task That_cannot_be_checked_now_give_a_reason_to_come_back()
    {
        await using var host = await GraphQLHost.StartAsync();
        host.Keys.Failure = new TimeoutException(Probe.PrivateText);

        var reply = await host.QueryAsync("{ tenant }");

        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(reply.Code, Is.EqualTo("SERVICE_UNAVAILABLE"));
        Assert.That(reply.Message.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
        Assert.That(reply.Text, Does.Not.Contain(Probe.PrivateText));
    }

    [Test]
    public async Task That_cannot_be_checked_because_of_a_defect_give_a_masked_error()
    {
        await using var host = await GraphQLHost.StartAsync();
        host.Keys.Failure = new InvalidOperationException(Probe.PrivateText);

        var reply = await host.QueryAsync("{ tenant }");

        Assert.That((reply.Status, reply.Code), Is.EqualTo((HttpStatusCode.InternalServerError, "INTERNAL_ERROR")));
        Assert.That(reply.Text, Does.Not.Contain(Probe.PrivateText));
        Assert.That(host.Log.All, Has.Exactly(1).Contains(Probe.PrivateText));
    }
}

[TestFixture]
internal sealed class ApiKeysInDevelopment : EndpointTest
{
    protected override Task<GraphQLHost> StartHostAsync() => GraphQLHost.StartAsync(Environments.Development);

    [TestCase("{ __schema { queryType { name } } }")]
    [TestCase("{ __type(name: \"Query\") { name } }")]
    [TestCase("{ __typename healthCheck }")]
    public async Task Are_not_needed_to_look_around(string query)
    {
        var reply = await Host.QueryAsync(query, key: null);

        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(reply.Errors, Is.Empty);
    }

    [Test]
    public async Task Are_not_needed_to_be_told_about_a_mistake()
    {
        var reply = await Host.QueryAsync("{ unknown }", key: null);

        Assert.That((reply.Status, reply.Code), Is.EqualTo((HttpStatusCode.OK, GraphQLErrorCodes.ValidationFailed)));
    }

    [TestCase("{ tenant }")]
    [TestCase("{ healthCheck tenant }")]
    [TestCase("mutation { count }")]
    public async Task Are_needed_for_data(string query)
    {
        var reply = await Host.QueryAsync(query, key: null);

        Assert.That((reply.Status, reply.Code), Is.EqualTo((HttpStatusCode.Unauthorized, GraphQLErrorCodes.Unauthenticated)));
    }
}
