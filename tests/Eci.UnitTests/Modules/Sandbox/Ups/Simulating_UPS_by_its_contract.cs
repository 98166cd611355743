using System.Text.Json.Nodes;
using Eci.Modules.Sandbox.Ups;
using Eci.UnitTests.Modules.Ups;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Sandbox.Ups;

internal sealed class Simulating_UPS_by_its_contract
{
    private const string TokenPath = "/security/v1/oauth/token";
    private const string TrackPath = "/track/v1/details/{inquiryNumber}";
    private const string Number = "1Z12345E0305271640";

    private UpsSimulatorHost _host = null!;

    [SetUp]
    public async Task Start() => _host = await UpsSimulatorHost.StartAsync();

    [TearDown]
    public async Task Stop() => await _host.DisposeAsync();

    [Test]
    public async Task Tells_of_every_journey_at_every_step_as_described()
    {
        var schema = await UpsContract.AnswerAsync(UpsContract.TrackingApi(), TrackPath, "get", "200");
        var token = await _host.TokenAsync();

        foreach (var journey in UpsJourney.Names)
        {
            await _host.SendAsync(Number, journey);
            for (var step = 0; step < UpsJourney.Of(journey).Count; step++)
            {
                var (status, body) = await _host.CallAsync(UpsSimulatorHost.TrackRequest(Number, token));
                Assert.That(status, Is.EqualTo(200));
                Assert.That(schema.Validate(body!.ToJsonString()), Is.Empty, $"{journey} {step}");
                _host.Time.Advance(TimeSpan.FromSeconds(6));
            }
        }
    }

    [Test]
    public void Knows_only_status_codes_of_UPSs_list()
    {
        var codes = UpsContract.StatusCodes();

        Assert.That(UpsJourney.Names.SelectMany(UpsJourney.Of).Select(step => step.StatusCode).Distinct(), Is.SubsetOf(codes));
    }

    [Test]
    public async Task Warns_of_an_unknown_number_as_described_and_as_recorded()
    {
        var schema = await UpsContract.AnswerAsync(UpsContract.TrackingApi(), TrackPath, "get", "200");
        var (_, body) = await _host.CallAsync(UpsSimulatorHost.TrackRequest("1Z9912350341235622", await _host.TokenAsync()));

        Assert.That(schema.Validate(body!.ToJsonString()), Is.Empty);
        Assert.That(
            body.ToJsonString(),
            Is.EqualTo(JsonNode.Parse(UpsContract.Example("warning-200-tracking-information-not-found.json"))!.ToJsonString()));
    }

    [Test]
    public async Task Gives_tokens_as_described_and_as_recorded()
    {
        var schema = await UpsContract.AnswerAsync(UpsContract.TokenApi(), TokenPath, "post", "200");
        var (_, body) = await _host.CallAsync(UpsSimulatorHost.TokenRequest("demo-ups-client:demo-ups-secret"));
        var example = JsonNode.Parse(UpsContract.Example("oauth-token-200.json"))!;

        Assert.That(schema.Validate(body!.ToJsonString()), Is.Empty);
        Assert.That(body.AsObject().Select(member => member.Key), Is.EqualTo(example.AsObject().Select(member => member.Key)));
    }

    [TestCase("400")]
    [TestCase("403")]
    [TestCase("404")]
    [TestCase("500")]
    [TestCase("503")]
    public async Task Refuses_questions_as_described(string kind)
    {
        var schema = await UpsContract.AnswerAsync(UpsContract.TrackingApi(), TrackPath, "get", kind);
        await _host.FailAsync(kind);
        var (status, body) = await _host.CallAsync(UpsSimulatorHost.TrackRequest(Number, await _host.TokenAsync()));

        Assert.That($"{status}", Is.EqualTo(kind));
        Assert.That(schema.Validate(body!.ToJsonString()), Is.Empty);
    }

    [TestCase("400")]
    [TestCase("401")]
    [TestCase("403")]
    [TestCase("429")]
    public async Task Refuses_tokens_as_described(string kind)
    {
        var schema = await UpsContract.AnswerAsync(UpsContract.TokenApi(), TokenPath, "post", kind);
        await _host.FailAsync(kind, target: "token");
        var (status, body) = await _host.CallAsync(UpsSimulatorHost.TokenRequest("demo-ups-client:demo-ups-secret"));

        Assert.That($"{status}", Is.EqualTo(kind));
        Assert.That(schema.Validate(body!.ToJsonString()), Is.Empty);
    }

    [TestCase("error-400-invalid-inquiry-number.json", "1Z1", "real")]
    [TestCase("error-401-auth.json", Number, "stranger")]
    [TestCase("error-429-too-many-requests.json", Number, "too often")]
    public async Task Uses_the_words_of_the_error_examples(string example, string number, string situation)
    {
        var expected = JsonNode.Parse(UpsContract.Example(example))!.ToJsonString();
        if (situation == "too often")
            await _host.LimitAsync(track: 0);

        var (_, body) = await _host.CallAsync(UpsSimulatorHost.TrackRequest(number, situation == "stranger" ? "x" : await _host.TokenAsync()));

        Assert.That(body!.ToJsonString(), Is.EqualTo(expected));
    }
}
