using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Eci.Testing.Saleor;
using Eci.Web.Webhooks;
using NUnit.Framework;
using static Eci.Web.Webhooks.SignatureVerdict;

namespace Eci.UnitTests.Modules.Saleor.Connection;

internal sealed class Forged_signatures_of_Saleor
{
    private const string Body = """{"issuedAt":"2026-01-05T12:00:00+00:00","order":{"id":"T3JkZXI6MQ=="}}""";

    private static readonly byte[] BodyBytes = Encoding.UTF8.GetBytes(Body);

    private ShopSigner _shop = null!;
    private ShopSigner _forger = null!;
    private StubbedShop _stub = null!;

    [OneTimeSetUp]
    public void MakeKeys() => (_shop, _forger) = (new ShopSigner("key-1"), new ShopSigner("key-1"));

    [OneTimeTearDown]
    public void ForgetKeys()
    {
        _shop.Dispose();
        _forger.Dispose();
    }

    [SetUp]
    public void Connect()
    {
        _stub = new StubbedShop();
        _stub.Publish(_shop.Jwk);
    }

    [TearDown]
    public void Disconnect() => _stub.Dispose();

    [Test]
    public async Task Are_told_from_the_genuine_one() => Assert.That(await CheckAsync(_shop.Sign(Body)), Is.EqualTo(Accepted));

    [Test]
    public async Task Are_refused_when_nothing_is_signed()
    {
        Assert.That(await CheckAsync(null), Is.EqualTo(Refused));
        Assert.That(await CheckAsync(string.Empty), Is.EqualTo(Refused));
        Assert.That(_stub.Fetches, Is.Zero);
    }

    [TestCase("none")]
    [TestCase("None")]
    [TestCase("RS512")]
    [TestCase("PS256")]
    [TestCase("HS256")]
    [TestCase("ES256")]
    [TestCase("rs256")]
    public async Task Are_refused_with_another_algorithm_than_RS256(string algorithm) =>
        Assert.That(await CheckAsync(_shop.Sign(Body, With("alg", algorithm))), Is.EqualTo(Refused));

    [Test]
    public async Task Are_refused_when_the_signature_is_empty() =>
        Assert.That(await CheckAsync(ShopSigner.SignWith(With("alg", "none"), BodyBytes, _ => [])), Is.EqualTo(Refused));

    [Test]
    public async Task Are_refused_when_the_public_key_is_used_as_a_shared_secret()
    {
        var secret = Encoding.UTF8.GetBytes(_shop.Pem);
        foreach (var algorithm in new[] { "HS256", "RS256" })
        {
            var forged = ShopSigner.SignWith(With("alg", algorithm), BodyBytes, input => HMACSHA256.HashData(secret, input));
            Assert.That(await CheckAsync(forged), Is.EqualTo(Refused), algorithm);
        }
    }

    [Test]
    public async Task Are_refused_when_RS512_is_called_RS256() =>
        Assert.That(await CheckAsync(ShopSigner.SignWith(_shop.Header, BodyBytes, i => _shop.Raw(i, HashAlgorithmName.SHA512))), Is.EqualTo(Refused));

    [Test]
    public async Task Are_refused_when_PSS_is_called_RS256() => Assert.That(
        await CheckAsync(ShopSigner.SignWith(_shop.Header, BodyBytes, i => _shop.Raw(i, HashAlgorithmName.SHA256, RSASignaturePadding.Pss))), Is.EqualTo(Refused));

    [Test]
    public async Task Are_refused_when_the_payload_is_encoded()
    {
        var encoded = Encoding.ASCII.GetBytes(Base64Url.EncodeToString(BodyBytes));
        byte[] Sign(byte[] input) => _shop.Raw(input, HashAlgorithmName.SHA256);
        await Assert.MultipleAsync(async () =>
        {
            Assert.That(await CheckAsync(ShopSigner.SignWith(With("b64", true), encoded, Sign)), Is.EqualTo(Refused), "b64 true");
            Assert.That(await CheckAsync(ShopSigner.SignWith(Without("b64"), encoded, Sign)), Is.EqualTo(Refused), "b64 missing");
            Assert.That(await CheckAsync(ShopSigner.SignWith(_shop.Header, encoded, Sign)), Is.EqualTo(Refused), "b64 false, encoded all the same");
            Assert.That(await CheckAsync(_shop.Sign(Body, With("b64", "false"))), Is.EqualTo(Refused), "b64 as text");
        });
    }

    [TestCase("null")]
    [TestCase("\"b64\"")]
    [TestCase("[]")]
    [TestCase("""["b64","exp"]""")]
    [TestCase("""["exp"]""")]
    [TestCase("""["b64","b64"]""")]
    [TestCase("[1]")]
    public async Task Are_refused_when_what_is_critical_is_not_exactly_b64(string critical) =>
        Assert.That(await CheckAsync(_shop.Sign(Body, With("crit", JsonNode.Parse(critical)))), Is.EqualTo(Refused));

    [Test]
    public async Task Are_refused_without_what_is_critical() => Assert.That(await CheckAsync(_shop.Sign(Body, Without("crit"))), Is.EqualTo(Refused));

    [Test]
    public async Task Are_refused_when_another_key_with_the_same_id_made_them() => Assert.That(await CheckAsync(_forger.Sign(Body)), Is.EqualTo(Refused));

    [TestCase("jku", "\"https://forger.example.com/jwks.json\"")]
    [TestCase("x5u", "\"https://forger.example.com/certificate.pem\"")]
    [TestCase("x5c", """["MIIB"]""")]
    public async Task Are_refused_when_they_point_to_keys_of_their_own(string name, string value)
    {
        Assert.That(await CheckAsync(_forger.Sign(Body, With(name, JsonNode.Parse(value)))), Is.EqualTo(Refused));
        Assert.That(await CheckAsync(_shop.Sign(Body, With(name, JsonNode.Parse(value)))), Is.EqualTo(Accepted), "The pointer does not count either way.");
    }

    [Test]
    public async Task Are_refused_when_they_bring_their_own_key() =>
        Assert.That(await CheckAsync(_forger.Sign(Body, With("jwk", _forger.Jwk))), Is.EqualTo(Refused));

    [Test]
    public async Task Are_refused_when_the_middle_part_is_not_empty()
    {
        var genuine = _shop.Sign(Body);
        var payload = Base64Url.EncodeToString(BodyBytes);
        Assert.That(await CheckAsync(genuine.Replace("..", $".{payload}.", StringComparison.Ordinal)), Is.EqualTo(Refused));
        Assert.That(await CheckAsync(genuine.Replace("..", ".", StringComparison.Ordinal)), Is.EqualTo(Refused));
        Assert.That(await CheckAsync(genuine + "."), Is.EqualTo(Refused));
        Assert.That(await CheckAsync("." + genuine), Is.EqualTo(Refused));
    }

    [Test]
    public async Task Are_refused_when_a_byte_of_the_body_differs() => Assert.That(
        await _stub.CheckAsync(_shop.Sign(Body), Body.Replace(":{", ": {", StringComparison.Ordinal)), Is.EqualTo(Refused), "The same JSON in other bytes.");

    [Test]
    public async Task Are_refused_when_they_are_huge()
    {
        Assert.That(await CheckAsync(_shop.Sign(Body, With("pad", new string('x', 10_000)))), Is.EqualTo(Refused));
        Assert.That(await CheckAsync(_shop.Sign(Body) + new string('A', 10_000)), Is.EqualTo(Refused));
        Assert.That(await CheckAsync(new string('[', 100_000)), Is.EqualTo(Refused));
        Assert.That(_stub.Fetches, Is.Zero, "Nobody is asked about what cannot be read.");
    }

    [TestCase("[]")]
    [TestCase("\"RS256\"")]
    [TestCase("not JSON")]
    [TestCase("""{"alg":"none","alg":"RS256","b64":false,"crit":["b64"],"kid":"key-1"}""")]
    [TestCase("""{"alg":"RS256","b64":false,"crit":["b64"],"kid":{"a":{"a":{"a":{"a":{}}}}}}""")]
    public async Task Are_refused_when_the_header_cannot_be_read(string header) => Assert.That(
        await CheckAsync(ShopSigner.SignText(header, BodyBytes, input => _shop.Raw(input, HashAlgorithmName.SHA256))), Is.EqualTo(Refused));

    [TestCase("""{"alg":"\ud800","b64":false,"crit":["b64"],"kid":"key-1"}""")]
    [TestCase("""{"alg":"RS256","b64":false,"crit":["\ud800"],"kid":"key-1"}""")]
    [TestCase("""{"alg":"RS256","b64":false,"crit":["b64"],"kid":"\ud800"}""")]
    [TestCase("""{"alg":"RS256","b64":false,"crit":["b64"],"iss":"\udfff"}""")]
    public async Task Are_refused_when_the_header_holds_half_a_character(string header) => Assert.That(
        await CheckAsync(ShopSigner.SignText(header, BodyBytes, input => _shop.Raw(input, HashAlgorithmName.SHA256))), Is.EqualTo(Refused));

    [Test]
    public async Task Are_refused_when_the_header_is_no_UTF8()
    {
        byte[] header = [.. """{"alg":"RS256","b64":false,"crit":["b64"],"kid":"x"""u8, 0xFF, .. "\"}"u8];
        Assert.That(await CheckAsync($"{Base64Url.EncodeToString(header)}..AAAA"), Is.EqualTo(Refused));
    }

    [Test]
    public async Task Are_refused_when_their_letters_are_no_base64url()
    {
        var genuine = _shop.Sign(Body);
        Assert.That(await CheckAsync(genuine + "="), Is.EqualTo(Refused));
        Assert.That(await CheckAsync(genuine[..^1] + "+"), Is.EqualTo(Refused));
        Assert.That(await CheckAsync(genuine[..20] + " " + genuine[20..]), Is.EqualTo(Refused));
    }

    [TestCase("Saleor-Api-Url", "https://other.example.com/graphql/")]
    [TestCase("Saleor-Api-Url", "not an address")]
    [TestCase("Saleor-Domain", "other.example.com")]
    [TestCase("Saleor-Domain", "shop.example.com.forger.example")]
    public async Task Are_refused_when_they_come_from_another_shop_by_their_own_words(string header, string value) =>
        Assert.That(await _stub.CheckAsync(_shop.Sign(Body), Body, headers => headers[header] = value), Is.EqualTo(Refused));

    [Test]
    public async Task Are_refused_when_the_issuer_that_is_signed_is_another_shop()
    {
        Assert.That(await CheckAsync(_shop.Sign(Body, With("iss", "https://other.example.com/graphql/"))), Is.EqualTo(Refused));
        Assert.That(await CheckAsync(_shop.Sign(Body, With("iss", StubbedShop.ApiUrl))), Is.EqualTo(Accepted));
    }

    [Test]
    public async Task Are_refused_when_a_header_is_repeated() => Assert.That(
        await _stub.CheckAsync(null, Body, headers => headers["Saleor-Signature"] = new([_forger.Sign(Body), _shop.Sign(Body)])), Is.EqualTo(Refused));

    private Task<SignatureVerdict> CheckAsync(string? signature) => _stub.CheckAsync(signature, Body);

    private JsonObject With(string name, JsonNode? value)
    {
        var header = _shop.Header;
        header[name] = value;
        return header;
    }

    private JsonObject Without(string name)
    {
        var header = _shop.Header;
        header.Remove(name);
        return header;
    }
}
