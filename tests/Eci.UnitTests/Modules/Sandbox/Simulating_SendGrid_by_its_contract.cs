using System.Text;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Sandbox;

public sealed class Simulating_SendGrid_by_its_contract
{
    private SendGridHost _host = null!;

    [SetUp]
    public async Task Start() => _host = await SendGridHost.StartAsync();

    [TearDown]
    public async Task Stop() => await _host.DisposeAsync();

    [TestCase("request-dynamic-template.json", 202)]
    [TestCase("request-sandbox.json", 200)]
    public async Task Takes_the_example_requests(string example, int expected)
    {
        var body = SendGridContract.Example(example);
        Assert.That((await SendGridContract.RequestAsync()).Validate(body), Is.Empty);

        var (status, _, _) = await _host.CallAsync(Post(body));

        Assert.That(status, Is.EqualTo(expected));
    }

    [Test]
    public async Task Refuses_with_the_words_of_the_example_when_there_is_no_recipient()
    {
        var (status, body, _) = await _host.CallAsync(Post("""{"from":{"email":"a@example.com"},"subject":"s","content":[{"type":"text/plain","value":"t"}],"personalizations":[{}]}"""));

        var error = body!.Value.GetProperty("errors")[0];
        Assert.That(status, Is.EqualTo(400));
        Assert.That(error.GetProperty("field").GetString(), Is.EqualTo("personalizations.0.to"));
        Assert.That(SendGridContract.Example("error-400-missing-to.json"), Does.Contain(error.GetProperty("field").GetString()!));
    }

    [TestCase("error-401.json", "no key")]
    [TestCase("error-429.json", "too often")]
    public async Task Uses_the_words_of_the_other_error_examples(string example, string situation)
    {
        var expected = SendGridContract.Example(example);
        if (situation == "too often")
            await _host.LimitAsync(send: 0);

        var (_, body, _) = await _host.CallAsync(Post("{}"), situation == "no key" ? null : "SG.sandbox");

        Assert.That(expected, Does.Contain(body!.Value.GetProperty("errors")[0].GetProperty("message").GetString()!));
    }

    private static HttpRequestMessage Post(string body) => new(HttpMethod.Post, "v3/mail/send") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
