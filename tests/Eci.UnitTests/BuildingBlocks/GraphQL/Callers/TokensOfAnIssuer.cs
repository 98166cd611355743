using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.GraphQL.Callers;

[TestFixture]
internal sealed class TokensOfAnIssuer
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(30);

    private FakeTimeProvider _clock = null!;
    private StubIssuer _issuer = null!;
    private GraphQLHost _host = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _clock = new FakeTimeProvider(new DateTimeOffset(2026, 5, 4, 12, 0, 0, TimeSpan.Zero));
        _issuer = await StubIssuer.StartAsync();
        _host = await GraphQLHost.StartAsync(settings: _issuer.Settings, time: _clock);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _host.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Test]
    public async Task Are_checked_with_keys_that_are_fetched_once()
    {
        for (var i = 0; i < 3; i++)
            await AssertAcceptedAsync("first");

        Assert.That(_issuer.Requests, Is.EqualTo(1));
    }

    [Test]
    public async Task Are_accepted_after_an_exchange_of_keys_and_no_longer_with_the_old_key()
    {
        await AssertAcceptedAsync("first");
        var old = Token("first");
        _issuer.Keys.Add("second", RSA.Create(2048));
        _issuer.Keys.Remove("first");
        _clock.Advance(LongEnough);

        await AssertAcceptedAsync("second");
        await AssertStatusAsync(old, HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task Do_not_send_the_hub_to_the_issuer_each_time_their_key_is_unknown()
    {
        await AssertAcceptedAsync("first");
        using var stranger = RSA.Create(2048);
        for (var i = 0; i < 5; i++)
            await AssertStatusAsync(Jwt.Rs256(Jwt.Claims(_clock.GetUtcNow()), stranger, "unknown"), HttpStatusCode.Unauthorized);
        Assert.That(_issuer.Requests, Is.EqualTo(1), "within half a minute");

        _clock.Advance(LongEnough);
        for (var i = 0; i < 5; i++)
            await AssertStatusAsync(Jwt.Rs256(Jwt.Claims(_clock.GetUtcNow()), stranger, "unknown"), HttpStatusCode.Unauthorized);
        Assert.That(_issuer.Requests, Is.EqualTo(2), "after half a minute");
    }

    [Test]
    public async Task Are_refused_when_they_take_the_public_key_for_a_shared_one()
    {
        var key = _issuer.Keys["first"];
        foreach (var secret in (byte[][])[Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem()), key.ExportSubjectPublicKeyInfo(), key.ExportRSAPublicKey()])
            await AssertStatusAsync(Jwt.Hs256(Jwt.Claims(_clock.GetUtcNow()), secret, "first"), HttpStatusCode.Unauthorized);
        await AssertStatusAsync(Jwt.Write(new { alg = "none", kid = "first" }, Jwt.Claims(_clock.GetUtcNow()), _ => []), HttpStatusCode.Unauthorized);
        using var stranger = RSA.Create(2048);
        await AssertStatusAsync(Jwt.Rs256(Jwt.Claims(_clock.GetUtcNow()), stranger, "first"), HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task Get_a_reason_to_come_back_while_the_issuer_does_not_answer()
    {
        _issuer.IsDown = true;
        await AssertUnavailableAsync(Token("first"));
        await AssertUnavailableAsync(Token("first"));
        Assert.That(_issuer.Requests, Is.EqualTo(1), "The issuer is left alone for some seconds.");

        _issuer.IsDown = false;
        _clock.Advance(TimeSpan.FromSeconds(5));
        await AssertAcceptedAsync("first");
    }

    [Test]
    public async Task Are_checked_with_known_keys_while_the_issuer_does_not_answer()
    {
        await AssertAcceptedAsync("first");
        _issuer.IsDown = true;
        _clock.Advance(TimeSpan.FromDays(2));
        await AssertAcceptedAsync("first");

        _issuer.Keys.Add("second", RSA.Create(2048));
        await AssertUnavailableAsync(Token("second"));
    }

    [Test]
    public async Task Are_checked_with_keys_fetched_anew_after_half_a_day()
    {
        await AssertAcceptedAsync("first");
        _clock.Advance(TimeSpan.FromHours(12));
        await AssertAcceptedAsync("first");

        Assert.That(_issuer.Requests, Is.EqualTo(2));
    }

    private string Token(string keyId) => Jwt.Rs256(Jwt.Claims(_clock.GetUtcNow()), _issuer.Keys[keyId], keyId);

    private Task AssertAcceptedAsync(string keyId) => AssertStatusAsync(Token(keyId), HttpStatusCode.OK);

    private async Task AssertStatusAsync(string token, HttpStatusCode status)
    {
        var reply = await _host.QueryAsync("{ tenant }", key: token);
        Assert.That(reply.Status, Is.EqualTo(status), reply.Text);
    }

    private async Task AssertUnavailableAsync(string token)
    {
        var reply = await _host.QueryAsync("{ tenant }", key: token);
        Assert.That((reply.Status, reply.Code), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "SERVICE_UNAVAILABLE")), reply.Text);
        Assert.That(reply.Message.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
    }
}
