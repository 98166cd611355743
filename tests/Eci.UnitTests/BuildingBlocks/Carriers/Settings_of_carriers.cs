using Eci.Carriers;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Carriers;

internal sealed class Settings_of_carriers
{
    private static readonly TestCaseData[] Wrong =
    [
        Case("Eci:Carriers:IntervalScale", o => o.IntervalScale = 0),
        Case("Eci:Carriers:IntervalScale", o => o.IntervalScale = double.NaN),
        Case("Eci:Carriers:MaxAge", o => o.MaxAge = TimeSpan.Zero),
        Case("Eci:Carriers:InTransitInterval", o => o.InTransitInterval = TimeSpan.FromMinutes(-1)),
        Case("Eci:Carriers:MaxInterval", o => o.MaxInterval = TimeSpan.FromDays(9999)),
        Case("Eci:Carriers:GiveUpUnknownMisses", o => o.GiveUpUnknownMisses = 0),
        Case("Eci:Carriers:FailuresInARow", o => o.FailuresInARow = 0),
        Case("Eci:Carriers:BudgetHeadStart", o => o.BudgetHeadStart = 1.1),
        Case("Eci:Carriers:BatchSize", o => o.BatchSize = 0),
        Case("Eci:Carriers:Lease must be at least twice Eci:Carriers:RequestTimeout", o => o.RequestTimeout = TimeSpan.FromMinutes(3)),
    ];

    [Test]
    public void Are_valid_as_they_come() => Assert.That(new CarriersOptionsValidator().Validate(name: null, new CarriersOptions()).Succeeded, Is.True);

    [TestCaseSource(nameof(Wrong))]
    public void Are_named_when_they_are_wrong(string sentence, Action<CarriersOptions> change)
    {
        var options = new CarriersOptions();
        change(options);
        Assert.That(new CarriersOptionsValidator().Validate(name: null, options).Failures, Has.Exactly(1).Contains(sentence));
    }

    private static TestCaseData Case(string sentence, Action<CarriersOptions> change) => new TestCaseData(sentence, change).SetArgDisplayNames(sentence);
}
