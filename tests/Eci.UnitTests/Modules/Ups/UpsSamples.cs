using Eci.Modules.Ups.TrackPackage;

namespace Eci.UnitTests.Modules.Ups;

/// <summary>Answers of UPS for the tests.</summary>
internal static class UpsSamples
{
    public const string Number = "1Z12345E0205271688";

    public static readonly DateTimeOffset Now = new(2026, 1, 5, 9, 2, 0, TimeSpan.Zero);

    /// <summary>A scan that is complete.</summary>
    public const string Scan = """
        {"location":{"address":{"city":"Koeln","stateProvince":"NW","countryCode":"DE","country":"DE"},"slic":"3459"},
         "status":{"type":"I","code":"AR","statusCode":"005","description":"Arrived at Facility "},
         "date":"20260105","time":"070000","gmtDate":"20260105","gmtTime":"06:00:00","gmtOffset":"+01:00"}
        """;

    /// <summary>An answer with one package.</summary>
    public static string Answer(string members) =>
        $$$"""{"trackResponse":{"shipment":[{"inquiryNumber":"{{{Number}}}","package":[{"trackingNumber":"{{{Number}}}",{{{members}}}}]}]}}""";

    public static UpsReading? Read(string body) => UpsAnswer.Read(body, Number, Now);

    /// <summary>What is read of a package with these members.</summary>
    public static UpsReading Package(string members) => Read(Answer(members))!;
}
