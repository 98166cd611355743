using Eci.Carriers;
using Eci.Carriers.Polling;
using Eci.Vocabulary;
using Microsoft.Extensions.Options;
using NUnit.Framework;
using static Eci.Vocabulary.PackageState;

namespace Eci.UnitTests.BuildingBlocks.Carriers;

internal sealed class Pauses_between_questions
{
    private static readonly PollIntervals Intervals = new(Options.Create(new CarriersOptions()));

    [TestCase(OutForDelivery, 0, 15)]
    [TestCase(OutForDelivery, 2, 15)]
    [TestCase(OutForDelivery, 10, 60)]
    [TestCase(FailedAttempt, 1, 60)]
    [TestCase(FailedAttempt, 20, 120)]
    [TestCase(InTransit, 0, 120)]
    [TestCase(InTransit, 48, 288)]
    [TestCase(InTransit, 24 * 30, 720)]
    [TestCase(PackageState.Exception, 0, 180)]
    [TestCase(AvailableForPickup, 10, 240)]
    [TestCase(InformationReceived, 10, 240)]
    [TestCase(InformationReceived, 100, 600)]
    [TestCase(Init, 0, 240)]
    [TestCase(Pending, 0, 240)]
    [TestCase(Expired, 0, 720)]
    [TestCase(Delivered, 0, 720)]
    [TestCase(InTransit, -5, 120)]
    public void Depend_on_the_state_and_grow_with_the_time_without_news(PackageState state, double quietHours, double minutes) =>
        Assert.That(Intervals.AfterAnswer(state, TimeSpan.FromHours(quietHours), hasNews: false).TotalMinutes, Is.EqualTo(minutes).Within(0.01));

    [TestCase(OutForDelivery, 7.5)]
    [TestCase(InTransit, 60)]
    [TestCase(InformationReceived, 120)]
    public void Are_half_as_long_after_news(PackageState state, double minutes) =>
        Assert.That(Intervals.AfterAnswer(state, TimeSpan.FromDays(9), hasNews: true).TotalMinutes, Is.EqualTo(minutes));

    [Test]
    public void Are_known_for_every_state() =>
        Assert.That(Enum.GetValues<PackageState>().Select(s => Intervals.AfterAnswer(s, TimeSpan.Zero, hasNews: false)), Has.All.GreaterThan(TimeSpan.Zero));

    [TestCase(1, 2)]
    [TestCase(2, 4)]
    [TestCase(3, 8)]
    [TestCase(4, 12)]
    [TestCase(1000, 12)]
    public void Double_while_the_number_is_not_known(int misses, double hours) =>
        Assert.That(Intervals.AfterMiss(misses).TotalHours, Is.EqualTo(hours));

    [TestCase(1, 10)]
    [TestCase(4, 80)]
    [TestCase(1000, 720)]
    public void Double_while_requests_fail(int failures, double minutes) =>
        Assert.That(Intervals.AfterFailure(failures).TotalMinutes, Is.EqualTo(minutes));

    [TestCase(7, 5, true)]
    [TestCase(6.9, 50, false)]
    [TestCase(70, 4, false)]
    public void End_for_an_unknown_number_by_age_and_answers(double days, int misses, bool ends) =>
        Assert.That(Intervals.GivesUp(TimeSpan.FromDays(days), misses), Is.EqualTo(ends));

    [Test]
    public void Are_all_scaled_by_one_setting()
    {
        var scaled = new PollIntervals(Options.Create(new CarriersOptions { IntervalScale = 0.001 }));
        Assert.That(scaled.AfterAnswer(InTransit, TimeSpan.Zero, hasNews: false), Is.EqualTo(TimeSpan.FromSeconds(7.2)));
        Assert.That(scaled.AfterMiss(1), Is.EqualTo(TimeSpan.FromSeconds(7.2)));
        Assert.That(scaled.AfterFailure(1), Is.EqualTo(TimeSpan.FromSeconds(0.6)));
    }
}
