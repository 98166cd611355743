using System.Net;
using System.Net.Http.Headers;
using System.Text;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.GraphQL;

[TestFixture]
internal sealed class MediaTypes : EndpointTest
{
    private const string Json = "application/json; charset=utf-8";
    private const string New = "application/graphql-response+json; charset=utf-8";

    [TestCase(null, Json)]
    [TestCase("", Json)]
    [TestCase("*/*", Json)]
    [TestCase("application/*", Json)]
    [TestCase("application/json", Json)]
    [TestCase("application/json; charset=utf-8", Json)]
    [TestCase("APPLICATION/JSON", Json)]
    [TestCase("application/graphql-response+json", New)]
    [TestCase("application/graphql-response+json; charset=\"utf-8\"", New)]
    [TestCase("application/graphql-response+json, application/json;q=0.9", New)]
    [TestCase("application/json;q=0.9, application/graphql-response+json", New)]
    [TestCase("application/json, application/graphql-response+json", Json)]
    [TestCase("application/graphql-response+json;q=0.5, application/json;q=0.6", Json)]
    [TestCase("application/graphql-response+json, application/graphql+json, application/json, text/event-stream", New)]
    [TestCase("*/*, application/graphql-response+json", New)]
    [TestCase("application/graphql-response+json;q=0, */*", Json)]
    [TestCase("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Json)]
    public async Task Writes_what_the_client_prefers(string? accept, string expected)
    {
        var reply = await Host.QueryAsync("{ __typename }", accept: accept);

        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(reply.ContentType, Is.EqualTo(expected));
        Assert.That(reply.Data.GetProperty("__typename").GetString(), Is.EqualTo("Query"));
    }

    [TestCase("text/html")]
    [TestCase("application/xml, text/*")]
    [TestCase("application/json;q=0")]
    [TestCase("application/json; charset=latin1")]
    [TestCase("no media type")]
    public async Task Refuses_when_the_client_accepts_nothing_it_can_write(string accept)
    {
        var reply = await Host.QueryAsync("{ __typename }", accept: accept);

        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.NotAcceptable));
        Assert.That(reply.ContentType, Is.EqualTo(Json));
        Assert.That(reply.Code, Is.EqualTo("NOT_ACCEPTABLE"));
    }

    [TestCase("application/json")]
    [TestCase("application/json; charset=utf-8")]
    [TestCase("application/json; charset=\"UTF-8\"")]
    [TestCase("Application/Json")]
    public async Task Reads_JSON_in_UTF8(string contentType)
    {
        var reply = await Host.PostAsync(Body("""{ "query": "{ echo(text: \"Größe 🏃\") }" }""", contentType));

        Assert.That(reply.Data.GetProperty("echo").GetString(), Is.EqualTo("Größe 🏃"));
    }

    [TestCase(null)]
    [TestCase("text/plain")]
    [TestCase("application/graphql")]
    [TestCase("application/x-www-form-urlencoded")]
    [TestCase("application/json; charset=iso-8859-1")]
    [TestCase("application/json-patch+json")]
    [TestCase("nonsense")]
    public async Task Refuses_a_body_of_another_kind(string? contentType)
    {
        var reply = await Host.PostAsync(Body("""{ "query": "{ __typename }" }""", contentType));

        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.UnsupportedMediaType));
        Assert.That(reply.Code, Is.EqualTo("UNSUPPORTED_MEDIA_TYPE"));
    }

    [Test]
    public async Task Forbids_caches_and_sniffing()
    {
        var reply = await Host.GetAsync("query={__typename}");

        Assert.That(reply.Message.Headers.CacheControl, Is.EqualTo(new CacheControlHeaderValue { NoStore = true }));
        Assert.That(reply.Message.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
    }

    [TestCase("PUT")]
    [TestCase("DELETE")]
    [TestCase("PATCH")]
    public async Task Knows_no_other_methods(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), default(Uri));

        using var response = await Host.Client.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That(response.Content.Headers.Allow, Is.EquivalentTo(new[] { "GET", "POST" }));
    }

    private static ByteArrayContent Body(string json, string? contentType)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
        if (contentType is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return content;
    }
}
