using System.Net;
using Eci.Core;
using Eci.Web.Security;
using Microsoft.Extensions.Primitives;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.GraphQL.Callers;

[TestFixture]
internal sealed class ChosenTenants : EndpointTest
{
    private const string OperatorKey = "operator_key";
    private const string Mine = "tenant_of_" + GraphQLHost.Key;

    private static readonly string OperatorHash = ApiKey.HashOf(OperatorKey);
    private static readonly string OfTwo = Token(("pk_a", "OWNER"), ("pk_b", "MEMBER"));

    protected override Task<GraphQLHost> StartHostAsync() => GraphQLHost.StartAsync(
        settings: new(Jwt.Settings, StringComparer.Ordinal) { ["Eci:OperatorKeys:0"] = new('0', 64), ["Eci:OperatorKeys:1"] = OperatorHash.ToUpperInvariant() });

    [TestCase(null)]
    [TestCase("")]
    [TestCase(Mine)]
    public async Task Need_not_be_named_by_those_who_have_one(string? header)
    {
        var reply = await Host.AskForAsync(header, "{ tenant actor }", GraphQLHost.Key);

        Assert.That(reply.Data.ToString(), Is.EqualTo($$"""{"tenant":"{{Mine}}","actor":"key ak_{{GraphQLHost.Key}}"}"""));
    }

    [TestCase("pk_b")]
    [TestCase("pk_gone")]
    [TestCase(Mine + "x")]
    public async Task Of_others_are_refused_as_those_that_do_not_exist(string header)
    {
        foreach (var credential in (string[])[GraphQLHost.Key, Token(("pk_gone", "OWNER"))])
        {
            var reply = await Host.AskForAsync(header, "{ tenant }", credential);
            Assert.That((reply.Status, reply.Code), Is.EqualTo((HttpStatusCode.Forbidden, "FORBIDDEN")));
            Assert.That(reply.Errors.Single().GetProperty("message").GetString(), Is.EqualTo("There is no such tenant, or the caller has no access to it."));
        }
    }

    [Test]
    public async Task Are_named_by_users_of_several()
    {
        Assert.That((await Host.AskForAsync("pk_a", "{ tenant keys }", OfTwo)).Data.ToString(), Is.EqualTo("""{"tenant":"pk_a","keys":"keys"}"""));
        Assert.That((await Host.AskForAsync("pk_b", "{ tenant apps }", OfTwo)).Data.ToString(), Is.EqualTo("""{"tenant":"pk_b","apps":"apps"}"""));
        Assert.That((await Host.AskForAsync("pk_b", "{ keys }", OfTwo)).Code, Is.EqualTo("FORBIDDEN"), "A member's scopes are not the owner's of elsewhere.");
        Assert.That((await Host.AskForAsync("pk_c", "{ tenant }", OfTwo)).Code, Is.EqualTo("FORBIDDEN"));
    }

    [TestCase("{ tenant }")]
    [TestCase("{ healthCheck tenant }")]
    [TestCase("{ ...A } fragment A on Query { ... { tenant } }")]
    [TestCase("mutation { count }")]
    public async Task Are_asked_for_where_none_is_named(string query)
    {
        foreach (var credential in (string[])[OfTwo, OperatorKey, Token(isAdmin: true)])
        {
            var reply = await Host.AskForAsync(null, query, credential);
            Assert.That((reply.Status, reply.Code), Is.EqualTo((HttpStatusCode.BadRequest, "TENANT_REQUIRED")));
            Assert.That(reply.HasData, Is.False);
        }
    }

    [TestCase("{ __typename healthCheck }", OperatorKey, null)]
    [TestCase("{ overview }", OperatorKey, null)]
    [TestCase("{ __schema { queryType { name } } }", OperatorKey, null)]
    [TestCase("{ nope }", OperatorKey, "VALIDATION_FAILED")]
    [TestCase("{ overview }", GraphQLHost.Key, "FORBIDDEN")]
    public async Task Are_not_needed_for_what_concerns_none(string query, string key, string? code) =>
        Assert.That((await Host.AskForAsync(null, query, key)).Code, Is.EqualTo(code));

    [Test]
    public async Task Are_not_needed_by_users_for_what_only_operators_see() =>
        Assert.That((await Host.AskForAsync(null, "{ overview }", OfTwo)).Code, Is.EqualTo("FORBIDDEN"));

    [Test]
    public async Task Of_operators_are_all_that_exist()
    {
        var reply = await Host.AskForAsync("pk_z", "{ tenant actor keys apps overview }", OperatorKey);
        var unknown = await Host.AskForAsync("pk_gone", "{ overview }", OperatorKey);

        Assert.That(
            reply.Data.ToString(),
            Is.EqualTo($$"""{"tenant":"pk_z","actor":"operator key {{OperatorHash[..8]}}","keys":"keys","apps":"apps","overview":"operator key {{OperatorHash[..8]}}"}"""));
        Assert.That((unknown.Status, unknown.Code), Is.EqualTo((HttpStatusCode.NotFound, "TENANT_NOT_FOUND")));
    }

    [Test]
    public async Task Are_not_opened_by_the_hash_of_an_operators_key()
    {
        foreach (var guess in (string[])[OperatorHash, new('0', 64), OperatorKey + " x"])
            Assert.That((await Host.AskForAsync("pk_a", "{ tenant }", guess)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Are_not_named_twice()
    {
        var choice = await new TenantChoice(new NamedTenants()).ChooseAsync(Principal.OperatorWithKey("1"), new StringValues(["pk_a", "pk_b"]), CancellationToken.None);

        Assert.That(choice.Value, Is.Null);
        Assert.That((choice.Refusal?.Status, choice.Refusal?.Error.Code), Is.EqualTo((400, "BAD_REQUEST")));
    }

    private static string Token(params (string Id, string Role)[] tenants) => Token(isAdmin: false, tenants);

    private static string Token(bool isAdmin, params (string Id, string Role)[] tenants) => Jwt.Hs256(Jwt.Claims(TimeProvider.System.GetUtcNow(), claims =>
    {
        claims["roles"] = isAdmin ? ["admin"] : Array.Empty<string>();
        claims["tenants"] = tenants.Select(tenant => new { id = tenant.Id, role = tenant.Role }).ToList();
    }));
}
