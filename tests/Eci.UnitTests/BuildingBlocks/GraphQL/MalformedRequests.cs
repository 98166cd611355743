using System.Net;
using System.Text;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.GraphQL;

[TestFixture]
internal sealed class MalformedRequests : EndpointTest
{
    protected override Task<GraphQLHost> StartHostAsync() => GraphQLHost.StartAsync(limits: limits =>
    {
        limits.MaxBodyBytes = 4096;
        limits.MaxVariablesBytes = 1024;
    });

    [TestCase("")]
    [TestCase("{ \"not a JSON")]
    [TestCase("[]")]
    [TestCase("[{\"query\":\"{__typename}\"}]")]
    [TestCase("null")]
    [TestCase("7")]
    [TestCase("\"{__typename}\"")]
    [TestCase("{}")]
    [TestCase("{\"qeury\":\"{__typename}\"}")]
    [TestCase("{\"query\":null}")]
    [TestCase("{\"query\":{\"obj\":\"ect\"}}")]
    [TestCase("{\"query\":0}")]
    [TestCase("{\"query\":false}")]
    [TestCase("{\"query\":[\"array\"]}")]
    [TestCase("{\"query\":\"{__typename}\",\"query\":\"{__typename}\"}")]
    [TestCase("{\"query\":\"{__typename}\"} {}")]
    [TestCase("{\"query\":\"{__typename}\",}")]
    [TestCase("{\"query\":\"\\ud800\"}")]
    [TestCase("{\"query\":\"{__typename}\",\"operationName\":\"\\ud800\"}")]
    [TestCase("{\"query\":\"{__typename}\",\"variables\":{\"a\":\"\\ud800\"}}")]
    [TestCase("{\"query\":\"{__typename}\",\"variables\":{\"\\ud800\":1}}")]
    [TestCase("{\"\\ud800\":1,\"query\":\"{__typename}\"}")]
    public async Task Are_refused_as_bad_request(string body)
    {
        foreach (var accept in (string?[])[null, "application/json", "application/graphql-response+json"])
        {
            var reply = await Host.PostAsync(body, accept: accept);

            Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(reply.Code, Is.EqualTo("BAD_REQUEST"));
            Assert.That(reply.HasData, Is.False);
        }
    }

    [TestCase("operationName", "{\"obj\":\"ect\"}")]
    [TestCase("operationName", "0")]
    [TestCase("operationName", "false")]
    [TestCase("operationName", "[\"array\"]")]
    [TestCase("variables", "\"string\"")]
    [TestCase("variables", "0")]
    [TestCase("variables", "false")]
    [TestCase("variables", "[\"array\"]")]
    [TestCase("extensions", "\"string\"")]
    [TestCase("extensions", "0")]
    [TestCase("extensions", "false")]
    [TestCase("extensions", "[\"array\"]")]
    public async Task Are_refused_when_a_parameter_has_the_wrong_type(string parameter, string value)
    {
        var reply = await Host.PostAsync($$"""{"query":"{__typename}","{{parameter}}":{{value}}}""");

        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(reply.Code, Is.EqualTo("BAD_REQUEST"));
        Assert.That(reply.Errors[0].GetProperty("message").GetString(), Does.Contain($"'{parameter}'"));
    }

    [TestCase("variables")]
    [TestCase("operationName")]
    [TestCase("extensions")]
    public async Task May_leave_out_or_null_what_is_optional(string parameter)
    {
        var reply = await Host.PostAsync($$"""{"query":"{__typename}","{{parameter}}":null}""");

        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(reply.Errors, Is.Empty);
    }

    [TestCase("")]
    [TestCase("qeury={__typename}")]
    [TestCase("query={__typename}&query={__typename}")]
    [TestCase("query={__typename}&variables=x")]
    [TestCase("query={__typename}&variables=[]")]
    [TestCase("query={__typename}&variables=\"a\"")]
    [TestCase("query={__typename}&variables={}&variables={}")]
    [TestCase("query={__typename}&variables={\"a\":\"\\ud800\"}")]
    [TestCase("query={__typename}&extensions=7")]
    [TestCase("query={__typename}&operationName=a&operationName=b")]
    public async Task Are_refused_in_the_query_string_too(string queryString)
    {
        var reply = await Host.GetAsync(queryString);

        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(reply.Code, Is.EqualTo("BAD_REQUEST"));
    }

    [Test]
    public async Task Do_not_include_a_GET_with_everything()
    {
        var reply = await Host.GetAsync(
            "query=query A($t: String!) { echo(text: $t) } query B { __typename }&operationName=A&variables={\"t\":\"hello\"}&extensions={}");

        Assert.That(reply.Data.GetProperty("echo").GetString(), Is.EqualTo("hello"));
    }

    [TestCase(new byte[] { 0xFF, 0xFE, 0x7B })]
    [TestCase(new byte[] { 0x1F, 0x8B, 0x08, 0x00 })]
    [TestCase(new byte[] { 0x7B, 0x22, 0xC3, 0x28, 0x22, 0x3A, 0x31, 0x7D })]
    public async Task Are_refused_when_they_are_no_text(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");

        var reply = await Host.PostAsync(content);

        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Are_refused_when_the_body_is_too_large(bool declaresLength)
    {
        HttpContent content = declaresLength
            ? new StringContent(new string(' ', 5000), Encoding.UTF8, "application/json")
            : new ChunkedContent(5000);

        var reply = await Host.PostAsync(content);

        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        Assert.That(reply.Code, Is.EqualTo("BODY_TOO_LARGE"));
    }

    [Test]
    public async Task Are_refused_when_the_variables_are_too_large()
    {
        var reply = await Host.QueryAsync("{ __typename }", new { a = new string('x', 1024) }, accept: "application/graphql-response+json");

        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(reply.Code, Is.EqualTo("VARIABLES_TOO_LARGE"));
    }

    [Test]
    public async Task Are_refused_when_the_JSON_is_nested_without_end()
    {
        var reply = await Host.PostAsync("{\"query\":\"{__typename}\",\"variables\":{\"a\":" + new string('[', 500) + new string(']', 500) + "}}");

        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(reply.Code, Is.EqualTo("BAD_REQUEST"));
    }

    /// <summary>A body whose length is not known beforehand.</summary>
    private sealed class ChunkedContent : HttpContent
    {
        private readonly int _length;

        public ChunkedContent(int length)
        {
            _length = length;
            Headers.TryAddWithoutValidation("Content-Type", "application/json");
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            stream.WriteAsync(Encoding.UTF8.GetBytes(new string(' ', _length))).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
