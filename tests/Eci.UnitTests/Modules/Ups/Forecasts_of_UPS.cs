using Eci.Carriers;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Ups;

internal sealed class Forecasts_of_UPS
{
    private static readonly DateOnly Tuesday = new(2026, 1, 6);

    [Test]
    public void Name_the_scheduled_day() =>
        Assert.That(Forecast("""[{"type":"SDD","date":"20260106"}]"""), Is.EqualTo(new DeliveryForecast(Tuesday)));

    [Test]
    public void Name_the_rescheduled_day_before_the_scheduled_one() =>
        Assert.That(Forecast("""[{"type":"SDD","date":"20260105"},{"type":"RDD","date":"20260106"}]"""), Is.EqualTo(new DeliveryForecast(Tuesday)));

    [Test]
    public void May_be_one_object_instead_of_a_list() =>
        Assert.That(Forecast("""{"type":"sdd","date":20260106}"""), Is.EqualTo(new DeliveryForecast(Tuesday)));

    [TestCase("EDW")]
    [TestCase("CDW")]
    [TestCase("IDW")]
    public void Name_the_hours(string type) => Assert.That(
        Forecast("""[{"type":"SDD","date":"20260106"}]""", $$"""{"type":"{{type}}","startTime":"93000","endTime":"113000"}"""),
        Is.EqualTo(new DeliveryForecast(Tuesday, new TimeOnly(9, 30), new TimeOnly(11, 30))));

    [Test]
    public void Name_the_end_that_UPS_committed_itself_to() => Assert.That(
        Forecast("""[{"type":"SDD","date":"20260106"}]""", """{"type":"CMT","startTime":"080000","endTime":"120000"}"""),
        Is.EqualTo(new DeliveryForecast(Tuesday, Until: new TimeOnly(12, 0))));

    [TestCase("""{"type":"EOD","endTime":"235900"}""")]
    [TestCase("""{"type":"EDW","startTime":"120000","endTime":"110000"}""")]
    [TestCase("""{"type":"EDW","startTime":"late","endTime":""}""")]
    [TestCase("""{"startTime":"120000","endTime":"130000"}""")]
    [TestCase("[]")]
    public void Leave_out_hours_that_are_none(string deliveryTime) => Assert.That(
        Forecast("""[{"type":"SDD","date":"20260106"}]""", deliveryTime), Is.EqualTo(new DeliveryForecast(Tuesday)));

    [TestCase("[]")]
    [TestCase("\"\"")]
    [TestCase("""[{"type":"SDD","date":""}]""")]
    [TestCase("""[{"type":"SDD"}]""")]
    [TestCase("""[{"date":"20260106"}]""")]
    [TestCase("""[{"type":"string","date":"string"}]""")]
    [TestCase("""[{"type":"SDD","date":"20260106"},{"type":"DEL","date":"20260105"}]""")]
    public void Are_none_without_a_day_to_come(string deliveryDate) => Assert.That(Forecast(deliveryDate), Is.Null);

    [TestCase("D", "011")]
    [TestCase("X", "035")]
    public void Are_none_when_it_is_delivered_or_goes_back(string type, string statusCode) => Assert.That(
        Forecast(
            """[{"type":"SDD","date":"20260106"}]""",
            "null",
            $$$"""{"status":{"type":"{{{type}}}","statusCode":"{{{statusCode}}}"},"gmtDate":"20260105","gmtTime":"060000"}"""),
        Is.Null);

    private static DeliveryForecast? Forecast(string deliveryDate, string deliveryTime = "null", string activity = UpsSamples.Scan) =>
        UpsSamples.Package($"\"deliveryDate\":{deliveryDate},\"deliveryTime\":{deliveryTime},\"activity\":[{activity}]").Answer.Forecast;
}
