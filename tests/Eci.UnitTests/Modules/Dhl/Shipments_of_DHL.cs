using Eci.Carriers;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Dhl;

internal sealed class Shipments_of_DHL
{
    [TestCase("\"id\":7777777770", "7777777770", TestName = "Number_as_id")]
    [TestCase("\"id\":340434161094042557", "00340434161094042557", TestName = "Number_as_id_that_lost_its_zeros")]
    [TestCase("\"id\":\"jjd 0003\"", "JJD0003", TestName = "Other_spelling")]
    [TestCase("\"id\":\"X1\",\"details\":{\"pieceIds\":[\"A1\",\"JD0003\"]}", "JD0003", TestName = "Piece")]
    [TestCase("\"id\":\"X1\",\"details\":{\"pieceIds\":\"JD0003\"}", "JD0003", TestName = "Piece_without_array")]
    [TestCase("\"id\":\"X1\",\"details\":{\"references\":{\"number\":\"JD0003\",\"type\":\"local-tracking-number\"}}", "JD0003", TestName = "Number_of_the_local_carrier")]
    [TestCase("\"service\":\"express\"", "JD0003", TestName = "No_id")]
    public void Are_found_by(string members, string number) =>
        Assert.That(DhlReading.Answer($$"""{"shipments":[{{{members}},"events":[{{DhlReading.Event("2026-01-05T10:02:00Z")}}]}]}""", number).Lines(), Has.Exactly(1).Items);

    [TestCase("[{\"id\":\"OTHER1\"}]")]
    [TestCase("[{\"id\":\"OTHER1\"},{\"id\":\"OTHER2\"}]")]
    [TestCase("[{\"id\":\"OTHER1\",\"details\":{\"references\":[{\"number\":\"JD0003\",\"type\":\"customer-reference\"}]}}]")]
    [TestCase("[{},{}]")]
    [TestCase("[null]")]
    [TestCase("[\"JD0003\"]")]
    public void Of_somebody_else_are_not_taken(string shipments) => Assert.That(
        () => DhlReading.Answer($$"""{"shipments":{{shipments}}}""", "JD0003"),
        Throws.TypeOf<CarrierAnswerException>().With.Message.Contains("none of them has the number").And.Message.Not.Contains("JD0003"));

    [Test]
    public void Without_any_number_are_taken_when_there_is_only_one() =>
        Assert.That(DhlReading.Answer("""{"shipments":{"id":{},"service":7,"details":{"pieceIds":[null]}}}""", "JD0003")!.Scans, Is.Empty);

    [Test]
    public void Are_chosen_by_id_before_anything_else()
    {
        var json = $$"""
            {"shipments":[
              {"id":"OTHER1","service":"parcel-de","events":[{{DhlReading.Event("2026-01-07T10:00:00Z", "delivered")}}],"details":{"pieceIds":["JD0003"]} },
              {"id":"JD0003","service":"freight","events":[{{DhlReading.Event("2026-01-05T10:00:00Z")}}] }
            ]}
            """;
        Assert.That(DhlReading.Answer(json, "JD0003").Lines(), Is.EqualTo(new[] { "2026-01-05T10:00:00+00:00 IN_TRANSIT" }));
    }

    [Test]
    public void Are_chosen_by_division_and_then_by_the_newest_scan()
    {
        string Shipment(string service, string time, string code = "transit") =>
            $$"""{"id":"JD0003","service":"{{service}}","events":{{DhlReading.Event(time, code)}} }""";
        string[] shipments =
        [
            Shipment("freight", "2026-01-09T10:00:00Z"),
            Shipment("parcel-de", "2025-01-05T10:00:00Z", "delivered"),
            Shipment("parcel-de", "2026-01-05T10:00:00Z", "failure"),
            Shipment("express", "2026-01-08T10:00:00Z"),
            """{"id":"JD0003","service":"parcel-de"}""",
        ];
        foreach (var order in new[] { shipments, [.. shipments.Reverse()] })
            Assert.That(DhlReading.Answer($$"""{"shipments":[{{string.Join(',', order)}}]}""", "JD0003")!.Scans.Single().State, Is.EqualTo(PackageState.Exception));
    }

    [TestCase("{\"familyName\":\"Hopper\",\"givenName\":\"Grace\",\"name\":\"G\"}", "Grace Hopper")]
    [TestCase("{\"name\":\"Grace Hopper\"}", "Grace Hopper")]
    [TestCase("{\"familyName\":\"Hopper\"}", "Hopper")]
    [TestCase("\"Hopper\"", "Hopper")]
    [TestCase("[{},{\"name\":\"Hopper\"}]", "Hopper")]
    [TestCase("{\"name\":\"undefined\"}", null)]
    [TestCase("{}", null)]
    [TestCase("7", null)]
    public void Tell_who_signed(string signed, string? expected) =>
        Assert.That(DhlReading.Shipment($"\"details\":{{\"proofOfDelivery\":{{\"signed\":{signed}}}}}").ReceivedBy, Is.EqualTo(expected));

    [Test]
    public void Name_nobody_who_is_only_addressed() =>
        Assert.That(DhlReading.Shipment("\"details\":{\"receiver\":{\"name\":\"Grace Hopper\"}}").ReceivedBy, Is.Null);
}
