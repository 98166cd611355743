using Eci.Modules.Ups.TrackPackage;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Ups;

internal sealed class Statuses_of_UPS
{
    private const string NoUpdate = "no update";

    [TestCase("M", "MP", "003", PackageState.InformationReceived)]
    [TestCase("P", "PU", "038", PackageState.InTransit)]
    [TestCase("I", "OR", "005", PackageState.InTransit)]
    [TestCase("I", "OT", "021", PackageState.OutForDelivery)]
    [TestCase("I", "OT", "005", PackageState.OutForDelivery)]
    [TestCase("I", "OF", null, PackageState.OutForDelivery)]
    [TestCase("I", "OD", "071", PackageState.OutForDelivery)]
    [TestCase("I", "YI", "057", PackageState.OutForDelivery)]
    [TestCase("I", "OT", "022", PackageState.FailedAttempt)]
    [TestCase("I", null, null, PackageState.InTransit)]
    [TestCase("I", "ZZ", "999", PackageState.InTransit)]
    [TestCase("O", null, null, PackageState.OutForDelivery)]
    [TestCase("W", null, "016", PackageState.InTransit)]
    [TestCase("D", "F4", "011", PackageState.Delivered)]
    [TestCase("D", null, null, PackageState.Delivered)]
    [TestCase("D", "2Q", "011", PackageState.AvailableForPickup)]
    [TestCase("D", "1N", null, PackageState.AvailableForPickup)]
    [TestCase("D", "FS", "161", PackageState.AvailableForPickup)]
    [TestCase("D", null, "144", PackageState.AvailableForPickup)]
    [TestCase("X", "RZ", "014", PackageState.InTransit)]
    [TestCase("X", "OT", "058", PackageState.Exception)]
    [TestCase("X", "RS", "999", PackageState.Exception)]
    [TestCase("X", null, null, PackageState.Exception)]
    [TestCase("X", "48", "022", PackageState.FailedAttempt)]
    [TestCase("X", null, "021", PackageState.OutForDelivery)]
    [TestCase("X", null, "161", PackageState.AvailableForPickup)]
    [TestCase(null, null, "011", PackageState.Delivered)]
    [TestCase(null, null, "092", PackageState.InTransit)]
    public void Have_a_state(string? type, string? code, string? statusCode, PackageState state) =>
        Assert.That(Meaning(type, code, statusCode), Is.EqualTo(new UpsMeaning(state)));

    [TestCase("MV", null, null, true)]
    [TestCase("M", "VP", "003", true)]
    [TestCase("M", "MP", "007", true)]
    [TestCase("P", "PU", "043", true)]
    [TestCase("X", null, "007", true)]
    [TestCase("NA", null, "000", false)]
    [TestCase("U", "UP", "154", false)]
    [TestCase("U", null, "011", false)]
    public void Say_nothing_about_the_package(string type, string? code, string? statusCode, bool isVoided) =>
        Assert.That(Meaning(type, code, statusCode), Is.EqualTo(new UpsMeaning(State: null, IsVoided: isVoided)));

    [Test]
    public void Tell_of_the_way_back(
        [Values("X", "I", "D", null)] string? type, [Values("033", "034", "035", "036", "067", "081", "118", "119")] string statusCode) =>
        Assert.That(Meaning(type, "DP", statusCode), Is.EqualTo(new UpsMeaning(PackageState.Exception, IsReturn: true)));

    [TestCase("DO", true, PackageState.Delivered)]
    [TestCase("DD", true, PackageState.Delivered)]
    [TestCase("DO", false, PackageState.InTransit)]
    [TestCase("DD", false, PackageState.InTransit)]
    public void Of_freight_stations_mean_delivery_for_freight_only(string type, bool isFreight, PackageState state) =>
        Assert.That(UpsStatusMap.MeaningOf(new UpsStatus(type, null, null), isFreight)!.State, Is.EqualTo(state));

    [TestCase("Q", "OT", "021")]
    [TestCase("RS", null, null)]
    [TestCase(null, "OT", null)]
    [TestCase(null, null, "999")]
    [TestCase(null, null, null)]
    public void Are_not_understood_when_the_type_is_unknown(string? type, string? code, string? statusCode) =>
        Assert.That(Meaning(type, code, statusCode), Is.Null);

    [Test]
    public void Never_depend_on_the_code_alone([Values("RS", "OR", "DP", "DS", "OT")] string code) => Assert.Multiple(() =>
    {
        Assert.That(Meaning("X", code, null)!.State, Is.EqualTo(PackageState.Exception));
        Assert.That(Meaning("I", code, null)!.State, Is.EqualTo(code is "OT" ? PackageState.OutForDelivery : PackageState.InTransit));
        Assert.That(Meaning(null, code, null), Is.Null);
    });

    [Test]
    public void Mean_what_the_table_of_types_recommends()
    {
        var types = UpsContract.Types();

        Assert.That(types, Has.Count.EqualTo(12));
        foreach (var (type, recommended) in types)
        {
            switch (type)
            {
                case "X":
                    Assert.That(Meaning(type, null, null)!.State, Is.EqualTo(PackageState.Exception), recommended);
                    break;
                case "DO" or "DD":
                    Assert.That(recommended, Does.StartWith("DELIVERED only for freight; else IN_TRANSIT"));
                    break;
                default:
                    Assert.That(Written(Meaning(type, null, null)), Is.EqualTo(FirstWord(recommended)), type);
                    break;
            }
        }
    }

    [Test]
    public void Of_type_I_and_D_are_refined_as_the_table_of_types_recommends()
    {
        var types = UpsContract.Types();
        var outForDelivery = UpsContract.Codes(types["I"]).ToList();
        var forPickup = UpsContract.Codes(types["D"]).ToList();

        Assert.That((outForDelivery.Count, forPickup.Count), Is.EqualTo((9, 2)));
        Assert.That(outForDelivery.Select(code => Written(Meaning("I", "ZZ", code))), Is.All.EqualTo("OUT_FOR_DELIVERY"));
        Assert.That(forPickup.Select(code => Written(Meaning("D", "ZZ", code))), Is.All.EqualTo("AVAILABLE_FOR_PICKUP"));
    }

    [Test]
    public void Mean_what_the_table_of_status_codes_recommends([Values("X", "I")] string type)
    {
        var refinements = UpsContract.Refinements();

        Assert.That(refinements, Has.Count.GreaterThan(50));
        foreach (var (code, recommended) in refinements)
            Assert.That(Written(Meaning(type, null, code)), Is.EqualTo(FirstWord(recommended)), code);
    }

    [Test]
    public void Are_understood_whatever_code_of_UPSs_list_they_have()
    {
        var codes = UpsContract.StatusCodes();
        var refined = UpsContract.Refinements().Keys.Concat(UpsContract.Codes(UpsContract.Types()["I"])).Concat(["144", "161", "119"]).ToHashSet();

        Assert.That(codes, Has.Count.EqualTo(160));
        foreach (var code in codes.Where(code => !refined.Contains(code)))
        {
            Assert.That(
                new[] { Written(Meaning("M", null, code)), Written(Meaning("P", null, code)), Written(Meaning("I", null, code)), Written(Meaning("D", null, code)), Written(Meaning("X", null, code)) },
                Is.EqualTo(new[] { "INFORMATION_RECEIVED", "IN_TRANSIT", "IN_TRANSIT", "DELIVERED", "EXCEPTION" }),
                code);
        }

        Assert.That(codes.Where(refined.Contains).Select(code => Meaning("X", null, code)), Is.All.Not.Null);
    }

    private static UpsMeaning? Meaning(string? type, string? code, string? statusCode) =>
        UpsStatusMap.MeaningOf(new UpsStatus(type, code, statusCode), isFreight: false);

    private static string? Written(UpsMeaning? meaning) => meaning is null ? null : meaning.State is { } state ? WireName.Of(state) : NoUpdate;

    private static string FirstWord(string recommended) =>
        recommended.StartsWith(NoUpdate, StringComparison.Ordinal) ? NoUpdate : recommended.Split(' ', ';')[0];
}
