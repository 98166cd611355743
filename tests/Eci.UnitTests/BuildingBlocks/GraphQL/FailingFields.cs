using System.Net;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.GraphQL;

[TestFixture]
internal sealed class FailingFields
{
    private GraphQLHost _host = null!;

    [SetUp]
    public async Task StartAsync() => _host = await GraphQLHost.StartAsync(limits: limits => limits.Timeout = TimeSpan.FromSeconds(1));

    [TearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [TestCase("defect")]
    [TestCase("libraryError")]
    public async Task Are_masked_and_logged(string field)
    {
        var reply = await _host.QueryAsync($"{{ __typename {field} }}", accept: "application/graphql-response+json");

        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(reply.Code, Is.EqualTo("INTERNAL_ERROR"));
        Assert.That(reply.Text, Does.Not.Contain(Probe.PrivateText).And.Not.Contain("Exception"));
        Assert.That(reply.Errors.Single().GetProperty("extensions").GetProperty("traceId").GetString(), Is.Not.Empty);
        Assert.That(reply.Errors.Single().GetProperty("path")[0].GetString(), Is.EqualTo(field));
        Assert.That(reply.Data.GetProperty("__typename").GetString(), Is.EqualTo("Query"), "what did not fail");
        Assert.That(_host.Log.All, Has.Exactly(1).Contains(Probe.PrivateText));
    }

    [Test]
    public async Task Say_so_when_the_database_does_not_answer()
    {
        var reply = await _host.QueryAsync("{ __typename unavailable }", accept: "application/graphql-response+json");

        Assert.That((reply.Status, reply.Code), Is.EqualTo((HttpStatusCode.OK, "SERVICE_UNAVAILABLE")));
        Assert.That(reply.Text, Does.Not.Contain(Probe.PrivateText));
        Assert.That(reply.Data.GetProperty("__typename").GetString(), Is.EqualTo("Query"), "what did not fail");
        Assert.That(_host.Log.All, Has.Exactly(1).Contains("Query.unavailable").And.None.Contains(Probe.PrivateText));
    }

    [Test]
    public async Task Are_logged_once_when_a_whole_batch_fails()
    {
        var reply = await _host.QueryAsync("{ nodes { broken { id } } }");

        Assert.That(reply.Errors, Has.Count.EqualTo(3));
        Assert.That(_host.Probe.Loads, Has.Count.EqualTo(1));
        Assert.That(_host.Log.All, Has.Exactly(1).Contains("Node.broken").And.Exactly(1).Contains(Probe.PrivateText));
    }

    [Test]
    public async Task Are_shown_as_they_are_when_the_caller_may_know()
    {
        var reply = await _host.QueryAsync("{ expected }");

        Assert.That(reply.Code, Is.EqualTo("NOT_READY"));
        Assert.That(reply.Errors.Single().GetProperty("message").GetString(), Is.EqualTo("Not ready yet."));
        Assert.That(_host.Log.All, Is.Empty);
    }

    [Test]
    public async Task That_take_too_long_are_given_up()
    {
        var reply = await _host.QueryAsync("{ endless }", accept: "application/graphql-response+json");

        Assert.That((reply.Status, reply.Code), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "TIMEOUT")));
        Assert.That(reply.HasData, Is.False);
    }

    [Test]
    public async Task End_when_the_caller_goes_away()
    {
        await using var patient = await GraphQLHost.StartAsync();
        using var leave = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Get, "?query={endless}");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + GraphQLHost.Key);
        var sending = patient.Client.SendAsync(request, leave.Token);
        await patient.Probe.Started.Task.WaitAsync(TimeSpan.FromSeconds(20));

        await leave.CancelAsync();

        await Assert.ThatAsync(async () => await sending, Throws.InstanceOf<OperationCanceledException>());
        await Assert.ThatAsync(async () => await patient.Probe.Cancelled.Task.WaitAsync(TimeSpan.FromSeconds(20)), Throws.Nothing);
        Assert.That(patient.Log.All, Is.Empty);
    }
}
