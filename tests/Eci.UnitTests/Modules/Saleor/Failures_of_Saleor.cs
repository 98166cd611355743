using System.Net;
using System.Text;
using Eci.Modules.Saleor.Client;
using Eci.Sync;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Saleor;

internal sealed class Failures_of_Saleor
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [TestCase(429, null, null)]
    [TestCase(429, "17", 17)]
    [TestCase(429, "Sun, 01 Nov 2026 12:01:00 GMT", 60)]
    [TestCase(429, "Sun, 01 Nov 2026 11:00:00 GMT", 0)]
    [TestCase(429, "999999999", 86400)]
    [TestCase(503, "5", 5)]
    public void Throttle_when_the_shop_says_so(int status, string? retryAfter, int? seconds) => Assert.That(
        () => ReadAsync(status, "Slow down", retryAfter),
        Throws.TypeOf<SystemThrottledException>().With.Property("RetryAfter").EqualTo(seconds is { } s ? TimeSpan.FromSeconds(s) : null));

    [Test]
    public void Deny_access_by_status()
    {
        Assert.That(() => ReadAsync(401, "No"), Throws.TypeOf<TokenRefusedException>());
        Assert.That(() => ReadAsync(403, "No"), Throws.TypeOf<SystemAccessDeniedException>());
    }

    [TestCase("InvalidTokenError")]
    [TestCase("ExpiredSignatureError")]
    [TestCase("JSONWebTokenError")]
    public void Refuse_the_token_by_code(string code)
    {
        Assert.That(() => ReadAsync(200, Error(code, "No access")), Throws.TypeOf<TokenRefusedException>());
        Assert.That(() => ReadAsync(400, Error(code, "No access")), Throws.TypeOf<TokenRefusedException>());
    }

    [Test]
    public void Refuse_the_token_when_the_app_itself_cannot_be_seen()
    {
        const string Denied = """{"message":"To access this path, you need one of the following permissions: AUTHENTICATED_APP","path":["app"],"extensions":{"exception":{"code":"PermissionDenied"}}}""";
        const string Other = """{"message":"To access this path, you need one of the following permissions: MANAGE_ORDERS","path":["orders"],"extensions":{"exception":{"code":"PermissionDenied"}}}""";
        Assert.That(() => ReadAsync(200, $$$"""{"errors":[{{{Denied}}}],"data":{"app":null,"text":"x"} }"""), Throws.TypeOf<TokenRefusedException>());
        Assert.That(() => ReadAsync(200, $$"""{"errors":[{{Other}},{{Denied}}],"data":null}"""), Throws.TypeOf<TokenRefusedException>());
        Assert.That(() => ReadAsync(200, $$"""{"errors":[{{Other}}],"data":null}"""), Throws.TypeOf<SystemAccessDeniedException>());
    }

    [TestCase("""["app",0]""")]
    [TestCase("[0]")]
    [TestCase("[]")]
    [TestCase("null")]
    public void Deny_access_when_something_else_cannot_be_seen(string path) => Assert.That(
        () => ReadAsync(200, $$$"""{"errors":[{"message":"No","path":{{{path}}},"extensions":{"exception":{"code":"PermissionDenied"} } }],"data":null}"""),
        Throws.TypeOf<SystemAccessDeniedException>());

    [Test]
    public void Deny_access_as_recorded() => Assert.That(
        () => ReadAsync(200, SaleorContract.Read("graphql-responses/errors.json")),
        Throws.TypeOf<SystemAccessDeniedException>().With.Message.Contains("MANAGE_ORDERS"));

    [TestCase(500, "{}")]
    [TestCase(502, "<html></html>")]
    [TestCase(503, "")]
    [TestCase(404, "Not found")]
    [TestCase(302, "")]
    [TestCase(200, "")]
    [TestCase(200, "<!doctype html><html>Maintenance</html>")]
    [TestCase(200, "{\"data\":{\"a\":1")]
    [TestCase(200, "null")]
    [TestCase(200, "[]")]
    [TestCase(200, "{}")]
    [TestCase(200, "{\"data\":null}")]
    [TestCase(200, "{\"data\":{\"text\":5}}")]
    public void Make_everything_wait_when_the_answer_is_none(int status, string body) =>
        Assert.That(() => ReadAsync(status, body), Throws.TypeOf<SystemUnavailableException>());

    [TestCase("OperationalError")]
    [TestCase("ReadOnlyException")]
    public void Make_everything_wait_when_the_shop_itself_failed(string code) =>
        Assert.That(() => ReadAsync(200, Error(code, "SELECT secret")), Throws.TypeOf<SystemUnavailableException>().With.Message.Not.Contains("secret"));

    [Test]
    public void Refuse_a_query_that_costs_too_much()
    {
        const string Body = """{"errors":[{"message":"The query exceeds the maximum cost of 50000. Actual cost is 60000"}],"extensions":{"cost":{"requestedQueryCost":60000}}}""";
        Assert.That(
            () => ReadAsync(400, Body),
            Throws.TypeOf<RecordRefusedException>().With.Property("Code").EqualTo("QUERY_COST").And.Message.Contains("60000"));
    }

    [Test]
    public void Refuse_what_the_shop_does_not_understand_without_repeating_values()
    {
        const string Message = """Variable "$input" got invalid value {"email": "ada@example.com"}; \"Ada\" at ada@example.com""";
        Assert.That(
            () => ReadAsync(400, Error("GraphQLError", Message.Replace("\\\"", "'", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal))),
            Throws.TypeOf<RecordRefusedException>().With.Property("Code").EqualTo("GraphQLError").And.Message.Not.Contains("ada@example.com"));
    }

    [Test]
    public void Of_mutations_name_field_code_and_message_without_addresses()
    {
        SaleorError[] errors = [new("email", "A user with ada@example.com exists.", "UNIQUE"), new(null, "Other", "INVALID")];
        Assert.That(
            () => SaleorErrors.ThrowIfAny(errors),
            Throws.TypeOf<RecordRefusedException>().With.Property("Code").EqualTo("UNIQUE")
                .And.Message.EqualTo("UNIQUE (email): A user with … exists. And 1 more."));
        Assert.That(() => SaleorErrors.ThrowIfAny([]), Throws.Nothing);
        Assert.That(() => SaleorErrors.ThrowIfAny(null), Throws.Nothing);
    }

    [Test]
    public async Task Are_none_when_there_is_data()
    {
        var answer = await ReadAsync(200, "\uFEFF {\"data\":{\"text\":\"x\",\"unknown\":{}},\"extensions\":{}}");
        Assert.That(answer.Text, Is.EqualTo("x"));
    }

    private static string Error(string code, string message) =>
        $$$"""{"errors":[{"message":"{{{message}}}","extensions":{"exception":{"code":"{{{code}}}"} } }],"data":{"text":"half"}}""";

    private static async Task<Answer> ReadAsync(int status, string body, string? retryAfter = null)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        if (retryAfter is not null)
            response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return await SaleorAnswer.ReadAsync<Answer>(response, Now, CancellationToken.None);
    }

    private sealed record Answer(string? Text);
}
