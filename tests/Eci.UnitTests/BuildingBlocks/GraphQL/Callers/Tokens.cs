using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.GraphQL.Callers;

[TestFixture]
internal sealed class Tokens : EndpointTest
{
    private static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2026, 5, 4, 12, 0, 0, TimeSpan.Zero));

    private static DateTimeOffset Now => Clock.GetUtcNow();

    protected override Task<GraphQLHost> StartHostAsync() => GraphQLHost.StartAsync(settings: Jwt.Settings, time: Clock);

    private static IEnumerable<TestCaseData> Wrong()
    {
        yield return Case("Another key", Jwt.Hs256(Jwt.Claims(Now), "another key of enough bytes, 32 at least"), "The signature of the token is not accepted.");
        yield return Case("No signature", Jwt.Write(new { alg = "none" }, Jwt.Claims(Now), _ => []), "The signature of the token is not accepted.");
        yield return Case("No signature, said in capitals", Jwt.Write(new { alg = "NONE" }, Jwt.Claims(Now), _ => []), "The signature of the token is not accepted.");
        yield return Case("None, but signed", Jwt.Write(new { alg = "none" }, Jwt.Claims(Now), Signature), "The signature of the token is not accepted.");
        yield return Case("Signature cut off", Jwt.Hs256(Jwt.Claims(Now))[..^43], "The signature of the token is not accepted.");
        yield return Case("HS512 with the right key", Jwt.Write(new { alg = "HS512" }, Jwt.Claims(Now), text => HMACSHA512.HashData(Key, text)), "The signature of the token is not accepted.");
        yield return Case("RS256 that says HS256's key", Jwt.Write(new { alg = "RS256" }, Jwt.Claims(Now), Signature), "The signature of the token is not accepted.");
        yield return Case("Own key in the header", OwnKey(), "The signature of the token is not accepted.");
        yield return Case("Changed claims", Tampered(), "The signature of the token is not accepted.");
        yield return Case("Another audience", With("aud", "other"), "The token is meant for another audience.");
        yield return Case("No audience", Without("aud"), "The token is meant for another audience.");
        yield return Case("Another issuer", With("iss", "https://evil.example.com"), "The token comes from another issuer.");
        yield return Case("No issuer", Without("iss"), "The token comes from another issuer.");
        yield return Case("Expired", With("exp", Now.AddSeconds(-60).ToUnixTimeSeconds()), "The token has expired.");
        yield return Case("No expiry", Without("exp"), "The token has no expiry ('exp').");
        yield return Case("Expiry as text", With("exp", "tomorrow"), null);
        yield return Case("Expiry beyond all time", With("exp", -1e300), null);
        yield return Case("Not yet valid", With("nbf", Now.AddSeconds(61).ToUnixTimeSeconds()), "The token is not valid yet.");
        yield return Case("No subject", Without("sub"), "The token names no user: 'sub' must be a text of 1 to 200 characters.");
        yield return Case("Subject of another type", With("sub", 7), null);
        yield return Case("Endless subject", With("sub", new string('a', 201)), "The token names no user: 'sub' must be a text of 1 to 200 characters.");
        yield return Case("Roles of another type", With("roles", "admin"), "The token's 'roles' must be a list of texts.");
        yield return Case("Roles that are no texts", With("roles", new object[] { "admin", 7 }), "The token's 'roles' must be a list of texts.");
        yield return Case("Tenants of another type", With("tenants", "pk_a"), TenantsMustBe);
        yield return Case("Tenants that are no objects", With("tenants", new[] { "pk_a" }), TenantsMustBe);
        yield return Case("Tenants without role", With("tenants", new[] { new { id = "pk_a" } }), TenantsMustBe);
        yield return Case("Unknown role", With("tenants", new[] { new { id = "pk_a", role = "owner" } }), TenantsMustBe);
        yield return Case("A tenant twice", With("tenants", new[] { new { id = "pk_a", role = "MEMBER" }, new { id = "pk_a", role = "OWNER" } }), TenantsMustBe);
        yield return Case("Three empty parts", "..", "The token cannot be read.");
        yield return Case("A dot", ".", "The token cannot be read.");
        yield return Case("Four parts", Jwt.Hs256(Jwt.Claims(Now)) + ".x", null);
        yield return Case("Encrypted", "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0..AxY8DCtDaGlsbGljb3RoZQ.KDlTtXchhZTGufMYmOYGS4HffxPSUrfmqCHXaI9wOGY.U0m_YmjN04DJvceFICbCVQ", null);
        yield return Case("No JSON", "abc.def.ghi", null);
        yield return Case("Too long", Jwt.Hs256(Jwt.Claims(Now, c => c["more"] = new string('x', 8192))), "The token is too long.");
    }

    private const string TenantsMustBe = "The token's 'tenants' must be a list of objects with 'id' and 'role' (OWNER or MEMBER), each tenant once.";

    private static byte[] Key => System.Text.Encoding.UTF8.GetBytes(Jwt.SigningKey);

    [TestCaseSource(nameof(Wrong))]
    public async Task Are_refused_in_one_sentence(string token, string? message)
    {
        var reply = await Host.QueryAsync("{ tenant }", key: token);

        Assert.That((reply.Status, reply.Code), Is.EqualTo((HttpStatusCode.Unauthorized, "UNAUTHENTICATED")), reply.Text);
        Assert.That(reply.Message.Headers.WwwAuthenticate.ToString(), Is.EqualTo("Bearer error=\"invalid_token\""));
        var told = reply.Errors.Single().GetProperty("message").GetString();
        Assert.That(told, message is null ? Is.Not.Empty : Is.EqualTo(message));
        Assert.That(Host.Log.All, Is.Empty);
    }

    [Test]
    public async Task Of_owners_have_every_scope_of_their_tenant()
    {
        var reply = await Host.QueryAsync("{ tenant actor apps keys }", key: Jwt.Hs256(Jwt.Claims(Now)));

        Assert.That(reply.Errors, Is.Empty);
        Assert.That(reply.Data.ToString(), Is.EqualTo("""{"tenant":"pk_a","actor":"user ada","apps":"apps","keys":"keys"}"""));
    }

    [Test]
    public async Task Of_members_may_read_and_nothing_else()
    {
        var token = With("tenants", new[] { new { id = "pk_a", role = "MEMBER" } });

        Assert.That((await Host.QueryAsync("{ apps }", key: token)).Errors, Is.Empty);
        Assert.That((await Host.QueryAsync("{ keys }", key: token)).Code, Is.EqualTo("FORBIDDEN"));
    }

    [TestCase("{ overview }")]
    [TestCase("{ keys }")]
    public async Task Of_users_do_not_become_those_of_operators_by_other_roles(string query)
    {
        var token = Jwt.Hs256(Jwt.Claims(Now, c => (c["roles"], c["tenants"]) = (new[] { "user", "Admin", "administrator" }, new[] { new { id = "pk_a", role = "MEMBER" } })));

        Assert.That((await Host.QueryAsync(query, key: token)).Code, Is.EqualTo("FORBIDDEN"));
    }

    [Test]
    public async Task Of_admins_are_those_of_operators()
    {
        var token = With("roles", new[] { "user", "admin" });

        Assert.That((await Host.QueryAsync("{ overview }", key: token)).Data.GetProperty("overview").GetString(), Is.EqualTo("user ada"));
        Assert.That((await Host.AskForAsync("pk_b", "{ tenant keys }", token)).Data.ToString(), Is.EqualTo("""{"tenant":"pk_b","keys":"keys"}"""));
    }

    [Test]
    public async Task May_be_off_by_the_clock_of_the_issuer()
    {
        foreach (var token in (string[])[With("exp", Now.AddSeconds(-59).ToUnixTimeSeconds()), With("nbf", Now.AddSeconds(59).ToUnixTimeSeconds())])
            Assert.That((await Host.QueryAsync("{ tenant }", key: token)).Errors, Is.Empty);
    }

    [Test]
    public async Task Without_tenants_open_nothing()
    {
        foreach (var token in (string[])[Without("tenants"), With("tenants", Array.Empty<object>())])
        {
            var reply = await Host.AskForAsync("pk_a", "{ tenant }", token);
            Assert.That((reply.Status, reply.Code), Is.EqualTo((HttpStatusCode.Forbidden, "FORBIDDEN")));
        }
    }

    [Test]
    public async Task Are_not_taken_without_settings()
    {
        await using var host = await GraphQLHost.StartAsync();

        var reply = await host.QueryAsync("{ tenant }", key: Jwt.Hs256(Jwt.Claims(Now)));

        Assert.That((reply.Status, reply.Code), Is.EqualTo((HttpStatusCode.Unauthorized, "UNAUTHENTICATED")));
    }

    private static byte[] Signature(byte[] text) => HMACSHA256.HashData(Key, text);

    private static string With(string claim, object? value) => Jwt.Hs256(Jwt.Claims(Now, claims => claims[claim] = value));

    private static string Without(string claim) => Jwt.Hs256(Jwt.Claims(Now, claims => claims.Remove(claim)));

    /// <summary>The claims of an admin with the signature of somebody else's token.</summary>
    private static string Tampered()
    {
        var parts = Jwt.Hs256(Jwt.Claims(Now)).Split('.');
        return $"{parts[0]}.{Jwt.Part(Jwt.Claims(Now, c => c["roles"] = new[] { "admin" }))}.{parts[2]}";
    }

    /// <summary>Brings the key that it is signed with.</summary>
    private static string OwnKey()
    {
        using var rsa = RSA.Create(2048);
        var key = rsa.ExportParameters(includePrivateParameters: false);
        var jwk = new { kty = "RSA", n = System.Buffers.Text.Base64Url.EncodeToString(key.Modulus), e = System.Buffers.Text.Base64Url.EncodeToString(key.Exponent) };
        return Jwt.Write(new { alg = "RS256", jwk }, Jwt.Claims(Now), text => rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private static TestCaseData Case(string name, string token, string? message) => new TestCaseData(token, message).SetArgDisplayNames(name);
}
