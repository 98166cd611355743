using System.Net;
using System.Text.Json.Nodes;
using Eci.Modules.Saleor.Webhooks.Signature;
using Eci.Testing.Saleor;
using NUnit.Framework;
using static Eci.Web.Webhooks.SignatureVerdict;

namespace Eci.UnitTests.Modules.Saleor.Connection;

internal sealed class Public_keys_of_a_shop
{
    private const string Body = "{}";

    private ShopSigner _old = null!;
    private ShopSigner _new = null!;
    private StubbedShop _stub = null!;

    [OneTimeSetUp]
    public void MakeKeys() => (_old, _new) = (new ShopSigner(), new ShopSigner());

    [OneTimeTearDown]
    public void ForgetKeys()
    {
        _old.Dispose();
        _new.Dispose();
    }

    [SetUp]
    public void Connect()
    {
        (_old.KeyId, _new.KeyId, _stub) = ("old", "new", new StubbedShop());
        _stub.Publish(_old.Jwk);
    }

    [TearDown]
    public void Disconnect() => _stub.Dispose();

    [Test]
    public async Task Are_fetched_once_for_many_calls()
    {
        var signature = _old.Sign(Body);
        var verdicts = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _stub.CheckAsync(signature, Body)));
        Assert.That(verdicts, Is.All.EqualTo(Accepted));
        Assert.That(_stub.Fetches, Is.EqualTo(1));
    }

    [Test]
    public async Task Are_fetched_again_when_the_shop_signs_with_a_new_one()
    {
        await _stub.CheckAsync(_old.Sign(Body), Body);
        _stub.Publish(_new.Jwk);
        Assert.That(await _stub.CheckAsync(_new.Sign(Body), Body), Is.EqualTo(Accepted), "However short ago the old one was fetched.");
        Assert.That(await _stub.CheckAsync(_old.Sign(Body), Body), Is.EqualTo(Refused), "The shop no longer publishes the old one.");
    }

    [Test]
    public async Task Are_fetched_again_when_a_new_one_has_the_id_of_the_old_one()
    {
        await _stub.CheckAsync(_old.Sign(Body), Body);
        _new.KeyId = _old.KeyId;
        _stub.Publish(_new.Jwk);
        Assert.That(await _stub.CheckAsync(_new.Sign(Body), Body), Is.EqualTo(Accepted));
    }

    [Test]
    public async Task Are_not_fetched_again_and_again_for_forgers()
    {
        await _stub.CheckAsync(_old.Sign(Body), Body);
        for (var i = 0; i < 20; i++)
            Assert.That(await _stub.CheckAsync(Forged(i), Body), Is.EqualTo(Refused));
        Assert.That(await Task.WhenAll(Enumerable.Range(20, 100).Select(i => _stub.CheckAsync(Forged(i), Body))), Is.All.EqualTo(Refused));
        Assert.That(await _stub.CheckAsync(_old.Sign(Body), Body), Is.EqualTo(Accepted));
        Assert.That(_stub.Fetches, Is.EqualTo(ShopKeyRing.Spare));

        _stub.Time.Advance(ShopKeyRing.Pause);
        Assert.That(await Task.WhenAll(Enumerable.Range(120, 100).Select(i => _stub.CheckAsync(Forged(i), Body))), Is.All.EqualTo(Refused));
        Assert.That(_stub.Fetches, Is.EqualTo(ShopKeyRing.Spare + 1), "One more for all of them.");
    }

    [Test]
    public async Task Are_not_fetched_again_for_callers_that_hang_up()
    {
        await _stub.CheckAsync(_old.Sign(Body), Body);
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        _stub.Keys = (_, _) => answer.Task;
        for (var i = 0; i < 20; i++)
        {
            using var caller = new CancellationTokenSource();
            var check = _stub.CheckAsync(Forged(i), Body, cancellationToken: caller.Token);
            await caller.CancelAsync();
            Assert.That(async () => await check, Throws.InstanceOf<OperationCanceledException>());
        }

        var patient = _stub.CheckAsync(_new.Sign(Body), Body);
        answer.SetResult(StubbedShop.Text(ShopSigner.Document(_new.Jwk)));
        Assert.That(await patient, Is.EqualTo(Accepted), "The fetch that they began goes on.");
        Assert.That(_stub.Fetches, Is.EqualTo(2));
    }

    [Test]
    public async Task Are_not_looked_for_where_a_redirect_leads()
    {
        _stub.Keys = (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new Uri("https://forger.example.com/jwks.json") } });
        Assert.That(await _stub.CheckAsync(_old.Sign(Body), Body), Is.EqualTo(Unknown));
        Assert.That(_stub.Fetches, Is.EqualTo(1));
    }

    [Test]
    public async Task Are_of_no_use_to_tell_while_the_shop_does_not_answer()
    {
        _stub.Keys = (_, _) => Task.FromResult(StubbedShop.Text("{}", HttpStatusCode.BadGateway));
        Assert.That(await _stub.CheckAsync(_old.Sign(Body), Body), Is.EqualTo(Unknown));
        Assert.That(await _stub.CheckAsync(_old.Sign(Body), Body), Is.EqualTo(Unknown));
        Assert.That(_stub.Fetches, Is.EqualTo(1), "A shop that is down is left alone for a while.");
        _stub.Publish(_old.Jwk);
        _stub.Time.Advance(ShopKeyRing.PauseAfterFailure);
        Assert.That(await _stub.CheckAsync(_old.Sign(Body), Body), Is.EqualTo(Accepted));
    }

    [Test]
    public async Task Stay_good_while_the_shop_is_down()
    {
        await _stub.CheckAsync(_old.Sign(Body), Body);
        _stub.Keys = (_, _) => throw new HttpRequestException("down");
        _stub.Time.Advance(ShopKeyRing.MaxAge);
        Assert.That(await _stub.CheckAsync(_old.Sign(Body), Body), Is.EqualTo(Accepted));
        _stub.Time.Advance(ShopKeyRing.Pause);
        Assert.That(await _stub.CheckAsync(_new.Sign(Body), Body), Is.EqualTo(Unknown), "Perhaps the shop has a new one.");
    }

    [Test]
    public async Task Are_fetched_anew_behind_the_back_of_a_call_once_they_are_old()
    {
        await _stub.CheckAsync(_old.Sign(Body), Body);
        _stub.Publish(_old.Jwk, _new.Jwk);
        _stub.Time.Advance(ShopKeyRing.MaxAge);
        Assert.That(await _stub.CheckAsync(_old.Sign(Body), Body), Is.EqualTo(Accepted));
        await Eci.Testing.Servers.Eventually.Async(() => _stub.Fetches == 2, TimeSpan.FromSeconds(10), "that the keys are fetched");
    }

    [Test]
    public async Task Are_not_waited_for_without_end()
    {
        _stub.Keys = async (_, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return StubbedShop.Text("{}");
        };
        var check = _stub.CheckAsync(_old.Sign(Body), Body);
        await Eci.Testing.Servers.Eventually.Async(() => _stub.Fetches == 1, TimeSpan.FromSeconds(10), "that the keys are asked for");
        _stub.Time.Advance(TimeSpan.FromSeconds(8));
        Assert.That(await check.WaitAsync(TimeSpan.FromSeconds(10)), Is.EqualTo(Unknown));
    }

    [TestCase("<html>", TestName = "Are_none_when_the_answer_is_no_JSON")]
    [TestCase("[]", TestName = "Are_none_when_the_answer_is_a_list")]
    [TestCase("""{"keys":{}}""", TestName = "Are_none_when_there_is_no_list")]
    [TestCase("""{"keys":[]}""", TestName = "Are_none_when_the_list_is_empty")]
    [TestCase("""{"keys":[1,null,"x",{},{"kty":"RSA"}]}""", TestName = "Are_none_when_the_list_holds_no_key")]
    [TestCase("""{"keys":[{"kty":"\ud800"}]}""", TestName = "Are_none_when_the_list_holds_half_a_character")]
    public async Task Are_none_when_the_shop_tells_nonsense(string document)
    {
        _stub.Keys = (_, _) => Task.FromResult(StubbedShop.Text(document));
        Assert.That(await _stub.CheckAsync(_old.Sign(Body), Body), Is.EqualTo(Unknown));
    }

    [Test]
    public async Task Are_none_when_the_answer_is_too_large()
    {
        var padded = _old.Jwk;
        padded["pad"] = new string('x', 100_000);
        _stub.Publish(padded);
        Assert.That(await _stub.CheckAsync(_old.Sign(Body), Body), Is.EqualTo(Unknown));
    }

    [Test]
    public async Task Are_all_tried_when_several_have_one_id()
    {
        _new.KeyId = _old.KeyId;
        _stub.Publish(_old.Jwk, _new.Jwk);
        Assert.That(await _stub.CheckAsync(_old.Sign(Body), Body), Is.EqualTo(Accepted));
        Assert.That(await _stub.CheckAsync(_new.Sign(Body), Body), Is.EqualTo(Accepted));
    }

    [TestCase("use", "\"enc\"")]
    [TestCase("alg", "\"RS512\"")]
    [TestCase("kty", "\"EC\"")]
    [TestCase("key_ops", """["sign"]""")]
    [TestCase("e", "\"AQ\"")]
    public async Task Count_only_when_they_are_meant_for_such_signatures(string property, string value)
    {
        var key = _old.Jwk;
        key[property] = JsonNode.Parse(value);
        _stub.Publish(key, _new.Jwk);
        Assert.That(await _stub.CheckAsync(_old.Sign(Body), Body), Is.EqualTo(Refused));
        Assert.That(await _stub.CheckAsync(_new.Sign(Body), Body), Is.EqualTo(Accepted));
    }

    [TestCase("use")]
    [TestCase("alg")]
    [TestCase("key_ops")]
    public async Task Count_when_they_do_not_say_what_they_are_meant_for(string property)
    {
        var key = _old.Jwk;
        key.Remove(property);
        _stub.Publish(key);
        Assert.That(await _stub.CheckAsync(_old.Sign(Body), Body), Is.EqualTo(Accepted));
    }

    [Test]
    public async Task Count_only_when_they_are_long_enough()
    {
        using var weak = new ShopSigner("weak", bits: 1024);
        _stub.Publish(weak.Jwk, _new.Jwk);
        Assert.That(await _stub.CheckAsync(weak.Sign(Body), Body), Is.EqualTo(Refused));
    }

    private string Forged(int number)
    {
        var header = _new.Header;
        header["kid"] = $"forged-{number}";
        return _new.Sign(Body, header);
    }
}
