using Eci.Modules.Sandbox.Dhl;
using Eci.UnitTests.Modules.Dhl;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Sandbox.Dhl;

internal sealed class Simulating_DHL_by_its_contract
{
    private const string Number = "JJD000390006060575288";

    private DhlSimulatorHost _host = null!;

    [SetUp]
    public async Task Start() => _host = await DhlSimulatorHost.StartAsync();

    [TearDown]
    public async Task Stop() => await _host.DisposeAsync();

    [Test]
    public async Task Answers_as_the_contract_says_at_every_step_of_every_journey()
    {
        var schema = await DhlContract.ShipmentsAsync();
        foreach (var (journey, steps) in DhlJourneys.All)
        {
            await _host.StartParcelAsync(Number, journey, stepSeconds: 1);
            for (var step = 0; step < steps.Count; step++)
            {
                var reply = await _host.FindAsync(Number);
                Assert.That((reply.Status, reply.ContentType), Is.EqualTo((200, "application/json")));
                Assert.That(schema.Validate(reply.Body), Is.Empty, reply.Body);
                Assert.That(reply.Shipment.GetProperty("events").GetArrayLength(), Is.EqualTo(step + 1));
                _host.Time.Advance(TimeSpan.FromSeconds(1));
            }
        }
    }

    [TestCase("not_found", "404")]
    [TestCase("unauthorized", "401")]
    [TestCase("bad_input", "400")]
    [TestCase("too_many_requests", "429")]
    public async Task Refuses_as_the_samples_do(string sample, string situation)
    {
        if (situation == "429")
            await _host.LimitAsync(callsPerDay: 0);
        var reply = situation switch
        {
            "401" => await _host.FindAsync(Number, key: null),
            "400" => await _host.CallAsync($"?trackingNumber={Number}&language=en_de"),
            _ => await _host.FindAsync(Number),
        };

        var expected = new DhlReply(0, null, DhlContract.Error(sample), null);
        Assert.That((await DhlContract.ProblemAsync()).Validate(reply.Body), Is.Empty, reply.Body);
        Assert.That(reply.ContentType, Is.EqualTo("application/problem+json"));
        Assert.That((reply.Text("title"), reply.Text("status")), Is.EqualTo((expected.Text("title"), expected.Text("status"))));
        Assert.That($"{reply.Status}", Is.EqualTo(situation));
    }

    [Test]
    public async Task Is_checked_by_a_schema_that_notices_what_breaks_it()
    {
        var schema = await DhlContract.ShipmentsAsync();
        Assert.That(schema.Validate(DhlContract.Example("423475729485")), Is.Empty);
        Assert.That(schema.Validate(DhlContract.Example("7777777770")), Is.Not.Empty, "DHL's own sample has a number as id and an object for an array.");
    }
}
