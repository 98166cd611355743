using System.Text;
using Eci.Carriers;
using Eci.Testing.Servers;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Ups;

internal sealed class Tokens_of_UPS
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private UpsStub _ups = null!;
    private UpsHub _hub = null!;

    [SetUp]
    public async Task Start()
    {
        _ups = await UpsStub.StartAsync();
        _hub = _ups.Hub();
    }

    [TearDown]
    public async Task Stop()
    {
        await _hub.DisposeAsync();
        await _ups.DisposeAsync();
    }

    [Test]
    public async Task Are_fetched_once_however_many_ask_at_once()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ups.Token = async (_, _) =>
        {
            await release.Task;
            return Results.Text(UpsStub.GoodToken);
        };

        var asking = Enumerable.Range(0, 50).Select(_ => _hub.TrackAsync()).ToList();
        await Eventually.Async(() => _ups.Tokens > 0, Deadline, "a question for a token");
        release.SetResult();
        var answers = await Task.WhenAll(asking);

        Assert.That(answers, Has.All.Not.Null);
        Assert.That((_ups.Tokens, _ups.Questions), Is.EqualTo((1, 50)));
    }

    [TestCase("\"14399\"", 14399 - 60, TestName = "Are_used_until_a_minute_before_they_expire")]
    [TestCase("14399", 14399 - 60, TestName = "Are_used_as_long_when_their_life_is_a_number")]
    [TestCase("\"100\"", 90, TestName = "Are_used_for_nine_tenths_of_a_short_life")]
    [TestCase("\"99999999999\"", (4 * 3600) - 60, TestName = "Are_used_for_four_hours_at_most")]
    [TestCase("\"soon\"", 54, TestName = "Are_used_for_a_minute_when_their_life_is_no_number")]
    [TestCase("\"-5\"", 54, TestName = "Are_used_for_a_minute_when_their_life_is_negative")]
    [TestCase("\"0\"", 54, TestName = "Are_used_for_a_minute_when_they_have_no_life")]
    [TestCase("\"NaN\"", 54, TestName = "Are_used_for_a_minute_when_their_life_is_not_a_number")]
    [TestCase("null", 54, TestName = "Are_used_for_a_minute_when_their_life_is_not_told")]
    public async Task Are_used_until(string expiresIn, int seconds)
    {
        _ups.Token = (_, _) => Task.FromResult(Results.Text($$"""{"access_token":"token","issued_at":"0","expires_in":{{expiresIn}}}"""));
        await _hub.TrackAsync();

        _ups.Time.Advance(TimeSpan.FromSeconds(seconds - 1));
        await _hub.TrackAsync();
        Assert.That(_ups.Tokens, Is.EqualTo(1));

        _ups.Time.Advance(TimeSpan.FromSeconds(1));
        await _hub.TrackAsync();
        Assert.That(_ups.Tokens, Is.EqualTo(2));
    }

    [Test]
    public async Task Are_renewed_once_when_UPS_no_longer_accepts_them()
    {
        _ups.Token = (_, before) => Task.FromResult(Results.Text($$"""{"access_token":"token-{{before}}","expires_in":"14399"}"""));
        _ups.Track = (context, _) => Task.FromResult(
            context.Request.Headers.Authorization == "Bearer token-1" ? UpsStub.Package() : UpsStub.Error(401, "251004"));

        Assert.That(await _hub.TrackAsync(), Is.Not.Null);
        Assert.That((_ups.Tokens, _ups.Questions), Is.EqualTo((2, 2)));

        Assert.That(await _hub.TrackAsync(), Is.Not.Null);
        Assert.That((_ups.Tokens, _ups.Questions), Is.EqualTo((2, 3)));
    }

    [Test]
    public async Task Are_renewed_once_for_all_who_were_refused()
    {
        var refused = new CountdownEvent(10);
        _ups.Token = (_, before) => Task.FromResult(Results.Text($$"""{"access_token":"token-{{before}}","expires_in":"14399"}"""));
        _ups.Track = (context, _) =>
        {
            if (context.Request.Headers.Authorization != "Bearer token-0")
                return Task.FromResult(UpsStub.Package());
            refused.Signal();
            return Task.FromResult(UpsStub.Error(401, "251004"));
        };

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _hub.TrackAsync()));

        Assert.That(answers, Has.All.Not.Null);
        Assert.That(_ups.Tokens, Is.EqualTo(2));
    }

    [TestCase("251004")]
    [TestCase("250002")]
    public void Are_not_renewed_twice(string code)
    {
        _ups.Track = (_, _) => Task.FromResult(UpsStub.Error(401, code));

        Assert.That(
            () => _hub.TrackAsync(),
            Throws.TypeOf<CarrierRefusedException>().With.Message.EqualTo($"UPS answered the question for a package with 401: {code} Said so."));
        Assert.That((_ups.Tokens, _ups.Questions), Is.EqualTo((2, 2)));
    }

    [Test]
    public void Are_not_renewed_for_a_client_that_may_not_ask()
    {
        _ups.Track = (_, _) => Task.FromResult(UpsStub.Error(401, "250003"));

        Assert.That(() => _hub.TrackAsync(), Throws.TypeOf<CarrierRefusedException>());
        Assert.That((_ups.Tokens, _ups.Questions), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task Of_two_clients_are_kept_apart()
    {
        _ups.Token = (context, _) => Task.FromResult(
            Results.Text($$"""{"access_token":"{{Convert.ToHexString(Encoding.UTF8.GetBytes(context.Request.Headers.Authorization!))}}","expires_in":"14399"}"""));
        var seen = new List<string?>();
        _ups.Track = (context, _) =>
        {
            seen.Add(context.Request.Headers.Authorization);
            return Task.FromResult(UpsStub.Package());
        };

        foreach (var (id, secret) in new[] { ("one", "secret"), ("two", "secret"), ("one", "changed"), ("one", "secret"), ("two", "secret") })
            await _hub.TrackAsync(app: UpsHub.App(id, secret));

        Assert.That(seen.Select(s => seen.IndexOf(s)), Is.EqualTo(new[] { 0, 1, 2, 0, 1 }));
        Assert.That(seen[0], Is.EqualTo($"Bearer {Convert.ToHexString("Basic b25lOnNlY3JldA=="u8)}"));
        Assert.That(_ups.Tokens, Is.EqualTo(3));
    }

    [TestCase("""{"expires_in":"14399"}""", "holds no token")]
    [TestCase("""{"access_token":""}""", "holds no token")]
    [TestCase("""{"access_token":{"value":"x"}}""", "holds no token")]
    [TestCase("""{"access_token":"two words"}""", "cannot be a token")]
    [TestCase("""{"access_token":"tök"}""", "cannot be a token")]
    [TestCase("[]", "holds no token")]
    [TestCase("", "is empty")]
    [TestCase("<html>", "is HTML")]
    [TestCase("{\"access_token\":\"tok", "is cut off")]
    public async Task Are_refused_when_the_answer_holds_none(string body, string what)
    {
        _ups.Token = (_, before) => Task.FromResult(Results.Text(before == 0 ? body : UpsStub.GoodToken));

        Assert.That(() => _hub.TrackAsync(), Throws.TypeOf<CarrierAnswerException>().With.Message.Contains(what));
        Assert.That(_ups.Questions, Is.Zero);
        Assert.That(await _hub.TrackAsync(), Is.Not.Null, "The next question asks for a token again.");
    }

    [Test]
    public void Are_refused_when_the_answer_is_too_long()
    {
        _ups.Token = (_, _) => Task.FromResult(Results.Text($$"""{"access_token":"{{new string('x', 65_536)}}"}"""));

        Assert.That(() => _hub.TrackAsync(), Throws.TypeOf<CarrierAnswerException>().With.Message.EqualTo("UPS's answer is longer than 65536 bytes."));
    }

    [TestCase(400, "10400", typeof(CarrierRefusedException))]
    [TestCase(401, "250002", typeof(CarrierRefusedException))]
    [TestCase(403, "10403", typeof(CarrierRefusedException))]
    [TestCase(429, "10429", typeof(CarrierThrottledException))]
    [TestCase(403, "10429", typeof(CarrierThrottledException))]
    [TestCase(500, "10004", typeof(HttpRequestException))]
    [TestCase(302, "1", typeof(CarrierAnswerException))]
    public void Are_not_given(int status, string code, Type exception)
    {
        _ups.Token = (_, _) => Task.FromResult(UpsStub.Error(status, code));

        Assert.That(() => _hub.TrackAsync(), Throws.TypeOf(exception).With.Message.EqualTo($"UPS answered the question for a token with {status}: {code} Said so."));
        Assert.That((_ups.Tokens, _ups.Questions), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task Are_fetched_on_although_the_first_who_asked_gave_up()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ups.Token = async (_, _) =>
        {
            await release.Task;
            return Results.Text(UpsStub.GoodToken);
        };
        using var cancel = new CancellationTokenSource();

        var impatient = _hub.TrackAsync(cancellationToken: cancel.Token);
        var patient = _hub.TrackAsync();
        await Eventually.Async(() => _ups.Tokens > 0, Deadline, "a question for a token");
        await cancel.CancelAsync();
        Assert.That(() => impatient, Throws.InstanceOf<OperationCanceledException>());
        release.SetResult();

        Assert.That(await patient, Is.Not.Null);
        Assert.That(_ups.Tokens, Is.EqualTo(1));
    }
}
