using System.Text.RegularExpressions;
using Eci.Commerce.CarrierDetection;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using NUnit.Framework;
using static Eci.Commerce.CarrierDetection.DetectionCertainty;

namespace Eci.UnitTests.BuildingBlocks.Commerce;

internal sealed partial class Carriers_of_numbers
{
    [TestCase("008182709980000020033350276C", "09980000020033")]
    [TestCase("0081 827 0998 0000 0200 45 327 276 N", "09980000020045")]
    [TestCase("09980000020033F", "09980000020033")]
    [TestCase("0998 0000 0200 34 D", "09980000020034")]
    [TestCase("01015026003653c", "01015026003653")]
    public void Are_certain_for_DPD_with_its_check_character(string number, string parcel) =>
        Assert.That(Best(number), Is.EqualTo(new CarrierCandidate(Carrier.Dpd, parcel, Certain, CheckDigitVerified: true)));

    [TestCase("00340434161094042557")]
    [TestCase("00340434292135100056")]
    [TestCase("0034 0433 8364 4263 6597")]
    [TestCase("RR123456785DE")]
    public void Are_certain_for_DHL_with_a_check_digit(string number) => AssertBest(number, Carrier.Dhl, Certain, verified: true);

    [TestCase("JJD000390006060575288")]
    [TestCase("JJD1410302937991")]
    [TestCase("JJD0099999999")]
    [TestCase("JVGL0999999990")]
    public void Are_certain_for_DHL_by_their_letters(string number) => AssertBest(number, Carrier.Dhl, Certain, verified: false);

    [TestCase("21.802 580.906 6", false)]
    [TestCase("218025809066", true)]
    [TestCase("428001369716", true)]
    [TestCase("201298452277", true)]
    [TestCase("3318810025", true)]
    [TestCase("8487135506", true)]
    [TestCase("1099255990", true)]
    [TestCase("3318810010", false)]
    public void Are_likely_for_DHL_with_the_check_digit_of_an_identcode_or_a_waybill(string number, bool expected) =>
        Assert.That(CarrierDetector.Detect(number).Of(Carrier.Dhl) is { Certainty: Likely, CheckDigitVerified: true }, Is.EqualTo(expected));

    [TestCase("1Z 5R8 939 03 5756 712 7")]
    [TestCase("1Z879E930346834440")]
    [TestCase("1Z410E7W0392751591")]
    [TestCase("1z8v92a70367203024")]
    [TestCase("1ZXX3150YW44070023")]
    [TestCase("1ZCIETST0111111114")]
    [TestCase("1ZCIETST0422222228")]
    [TestCase("K 150 623 562 0")]
    [TestCase("V0490119172")]
    public void Are_certain_for_UPS(string number) => AssertBest(number, Carrier.Ups, Certain, verified: true);

    [TestCase("1Z12345E0205271688")]
    [TestCase("1Z12345E0305271640")]
    public void Are_possible_for_UPS_without_the_check_digit_because_its_samples_lack_it(string number) =>
        AssertBest(number, Carrier.Ups, Possible, verified: false);

    [TestCase("2Z5R89390357567127")]
    [TestCase("1A5R89390357567127")]
    [TestCase("1Z5R8939035756712")]
    [TestCase("1Z5R8939035756712X")]
    [TestCase("K1506235622")]
    [TestCase("V0411335627")]
    public void Are_not_of_UPS_in_another_form(string number) => Assert.That(CarrierDetector.Detect(number).Of(Carrier.Ups), Is.Null);

    [Test]
    public void Are_likely_for_Hermes_with_its_check_digit() => AssertBest("09133131530724", Carrier.Hermes, Likely, verified: true);

    [Test]
    public void Are_certain_for_Hermes_by_its_letter() => AssertBest("H1001234567890123456", Carrier.Hermes, Certain, verified: false);

    [Test]
    public void Are_likely_for_GLS_with_its_check_digit() => AssertBest("503460075384", Carrier.Gls, Likely, verified: true);

    [TestCase("50346007538")]
    [TestCase("XHAX4HDA")]
    public void Are_possible_for_GLS_by_their_length(string number) => AssertBest(number, Carrier.Gls, Possible, verified: false);

    [TestCase("986578788855", "986578788855", Likely)]
    [TestCase("477179081230", "477179081230", Likely)]
    [TestCase("790535312317", "790535312317", Likely)]
    [TestCase("0414 4176 0228 964", "041441760228964", Likely)]
    [TestCase("5682 8361 0012 000", "568283610012000", Likely)]
    [TestCase("61299998820821171811", "61299998820821171811", Certain)]
    [TestCase("02931503799192766595", "02931503799192766595", Likely)]
    [TestCase("9611020987654312345672", "987654312345672", Certain)]
    [TestCase("1001921334250001000300779017972697", "779017972697", Likely)]
    [TestCase("1195271874060007521100871140316925", "871140316925", Likely)]
    [TestCase("9622001900000000000000776632517510", "776632517510", Likely)]
    public void Are_of_FedEx_with_its_check_digit(string number, string trackingId, DetectionCertainty certainty) =>
        Assert.That(CarrierDetector.Detect(number).Of(Carrier.Fedex), Is.EqualTo(new CarrierCandidate(Carrier.Fedex, trackingId, certainty, CheckDigitVerified: true)));

    [TestCase("996578788855")]
    [TestCase("5682 8361 0012 732")]
    [TestCase("1001901781990001000300617767839438")]
    [TestCase("9600000000000000000001")]
    [TestCase("9622001560001234567100794808390595")]
    public void Are_not_of_FedEx_without_its_check_digit(string number) => Assert.That(CarrierDetector.Detect(number).Of(Carrier.Fedex), Is.Null);

    [TestCase("0307 1790 0005 2348 3741", "03071790000523483741", Likely)]
    [TestCase("7112 3456 7891 2345 6787", "71123456789123456787", Likely)]
    [TestCase("7196 9010 7560 0307 7385", "71969010756003077385", Likely)]
    [TestCase("9101 1234 5678 9000 0000 13", "9101123456789000000013", Certain)]
    [TestCase("420 22153 9101026837331000039521", "9101026837331000039521", Certain)]
    [TestCase("9400 1112 0108 0805 4830 16", "9400111201080805483016", Certain)]
    [TestCase("420787459400111206206406260787", "9400111206206406260787", Certain)]
    [TestCase("4201002334249200190132607600833457", "9200190132607600833457", Certain)]
    [TestCase("92748931507708513018050063", "92748931507708513018050063", Certain)]
    [TestCase("RB123456785US", "RB123456785US", Certain)]
    public void Are_of_USPS_with_its_check_digit(string number, string trackingId, DetectionCertainty certainty) =>
        Assert.That(CarrierDetector.Detect(number).Of(Carrier.Usps), Is.EqualTo(new CarrierCandidate(Carrier.Usps, trackingId, certainty, CheckDigitVerified: true)));

    [TestCase("0307 1790 0005 2348 3742")]
    [TestCase("9434611206206407667131")]
    [TestCase("9200000000000000000000")]
    [TestCase("420000009200000000000000000000")]
    [TestCase("RB123456786US")]
    [TestCase("RB123456785GB")]
    public void Are_not_of_USPS_without_its_check_digit(string number) => Assert.That(CarrierDetector.Detect(number).Of(Carrier.Usps), Is.Null);

    [Test]
    public void Are_of_DPD_when_a_German_depot_sent_them()
    {
        AssertBest("01906000683796", Carrier.Dpd, Likely, verified: false);
        Assert.That(CarrierDetector.Detect("01906000683796").Of(Carrier.Hermes), Is.Null, "The check digit would be another.");
    }

    [Test]
    public void Are_left_open_when_two_are_equally_good()
    {
        var both = CarrierDetector.Detect("01906000683795");
        Assert.That(both.Candidates.Select(c => (c.Carrier, c.Certainty)), Is.EqualTo(new[]
        {
            (Carrier.Dpd, Likely), (Carrier.Hermes, Likely), (Carrier.Gls, Possible),
        }));
        Assert.That(both.Best, Is.Null);
        Assert.That(CarrierDetector.Detect("05308801410058").Best, Is.Null, "14 digits alone may be DPD's or GLS's.");
        var economy = CarrierDetector.Detect("9261299998820821171811");
        Assert.That(economy.Candidates.Select(c => c.Carrier), Is.EqualTo(new[] { Carrier.Fedex, Carrier.Usps }), "Both know the number.");
        Assert.That(economy.Best, Is.Null);
    }

    [TestCase("1Z-5R8939-03-5756-7127")]
    [TestCase(" 1z 5r8939\t03\u00a05756 7127\n")]
    public void Are_found_however_they_are_written(string text) =>
        Assert.That(Best(text), Is.EqualTo(new CarrierCandidate(Carrier.Ups, "1Z5R89390357567127", Certain, CheckDigitVerified: true)));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("   ")]
    [TestCase("-")]
    [TestCase("hello")]
    [TestCase("PACKAGES")]
    [TestCase("STORE-1001")]
    [TestCase("12345")]
    [TestCase("00340434161094042558")]
    [TestCase("00123450000000000027")]
    [TestCase("RB123456785XX")]
    [TestCase("١٢٣٤٥٦٧٨٩٠١٢٣٤")]
    [TestCase("01906000683796🎁")]
    [TestCase("' OR 1=1 --")]
    public void Are_unknown_for_text_that_is_no_number_of_a_carrier(string? text)
    {
        Assert.That(CarrierDetector.Detect(text).Candidates, Is.Empty);
        Assert.That(CarrierDetector.Detect(text).Best, Is.Null);
    }

    [Test]
    public void Are_not_looked_for_in_long_text() => Assert.That(CarrierDetector.Detect(new string(' ', 200) + "01906000683796").Candidates, Is.Empty);

    [Test]
    public void Are_those_whose_answers_name_the_number()
    {
        var ups = Directory.GetFiles(Path.Combine(ContractsFolder.Find("ups"), "examples"), "*.json")
            .SelectMany(file => UpsNumber().Matches(File.ReadAllText(file)))
            .Select(match => match.Value);
        var dhl = Directory.GetFiles(Path.Combine(ContractsFolder.Find("dhl"), "examples"), "*.json")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(number => number.Length >= 10 && !number.StartsWith("3S", StringComparison.Ordinal));
        AssertAll(Carrier.Ups, ups);
        AssertAll(Carrier.Dhl, dhl);
    }

    private static void AssertAll(Carrier carrier, IEnumerable<string> numbers)
    {
        var all = numbers.ToList();
        Assert.That(all, Is.Not.Empty);
        Assert.That(all.Where(number => CarrierDetector.Detect(number).Of(carrier) is null), Is.Empty);
    }

    private static CarrierCandidate? Best(string number) => CarrierDetector.Detect(number).Best;

    private static void AssertBest(string number, Carrier carrier, DetectionCertainty certainty, bool verified)
    {
        var best = Best(number);
        Assert.That((best?.Carrier, best?.Certainty, best?.CheckDigitVerified), Is.EqualTo(((Carrier?)carrier, (DetectionCertainty?)certainty, (bool?)verified)));
    }

    [GeneratedRegex("1Z[A-Z0-9]{16}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UpsNumber();
}
