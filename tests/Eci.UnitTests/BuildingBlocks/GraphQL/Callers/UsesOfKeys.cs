using System.Net;
using Eci.Testing.Servers;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.GraphQL.Callers;

[TestFixture]
internal sealed class UsesOfKeys
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    private FakeTimeProvider _clock = null!;
    private GraphQLHost _host = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _clock = new FakeTimeProvider(Noon.AddSeconds(7));
        _host = await GraphQLHost.StartAsync(time: _clock);
        _host.Keys.With("other").With("revoked", revokedAt: Noon).With("expired", expiresAt: _clock.GetUtcNow());
    }

    [TearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task Are_written_down_once_a_minute_and_key()
    {
        for (var i = 0; i < 20; i++)
            await _host.QueryAsync("{ tenant }");
        await _host.QueryAsync("{ tenant }", key: "other");
        _clock.Advance(TimeSpan.FromSeconds(53));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _host.QueryAsync("{ tenant }")));

        await Eventually.Async(() => _host.Keys.Uses.Count >= 3, Deadline, "three uses");
        Assert.That(
            _host.Keys.Uses,
            Is.EqualTo(new[] { ("ak_" + GraphQLHost.Key, Noon), ("ak_other", Noon), ("ak_" + GraphQLHost.Key, Noon.AddMinutes(1)) }));
    }

    [Test]
    public async Task Are_only_logged_when_they_cannot_be_written_down()
    {
        _host.Keys.UseFailure = new InvalidOperationException(Probe.PrivateText);
        Assert.That((await _host.QueryAsync("{ tenant }")).Status, Is.EqualTo(HttpStatusCode.OK));
        await Eventually.Async(() => _host.Log.All.Count == 1, Deadline, "the warning");
        Assert.That(_host.Log.All.Single(), Does.Contain("ak_test_key").And.Not.Contain(Probe.PrivateText));

        _host.Keys.UseFailure = null;
        await _host.QueryAsync("{ tenant }", key: "other");
        await Eventually.Async(() => _host.Keys.Uses.Count == 2, Deadline, "the next use");
    }

    [TestCase("revoked", "The API key was revoked.")]
    [TestCase("expired", "The API key has expired.")]
    [TestCase("unknown", "The API key is not accepted.")]
    public async Task Do_not_include_those_that_are_refused(string key, string message)
    {
        var reply = await _host.QueryAsync("{ tenant }", key: key);
        Assert.That(reply.Errors.Single().GetProperty("message").GetString(), Is.EqualTo(message));

        await _host.QueryAsync("{ tenant }", key: "other");
        await Eventually.Async(() => !_host.Keys.Uses.IsEmpty, Deadline, "the use of the other key");
        Assert.That(_host.Keys.Uses.Select(use => use.KeyId), Is.EqualTo(["ak_other"]));
    }

    [Test]
    public async Task Do_not_include_what_is_too_long_for_a_key()
    {
        var key = new string('k', 257);
        _host.Keys.With(key);
        var reply = await _host.QueryAsync("{ tenant }", key: key);
        Assert.That((reply.Status, reply.Code), Is.EqualTo((HttpStatusCode.Unauthorized, "UNAUTHENTICATED")));
    }
}
