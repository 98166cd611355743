using Eci.Carriers.Budget;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Carriers;

internal sealed class Rules_of_a_budget
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void Grant_requests_one_spacing_apart()
    {
        var (rules, budget) = (new BudgetRules(100, TimeSpan.FromSeconds(5), headStart: 1), NewBudget());
        var granted = new List<DateTimeOffset>();
        for (var i = 0; i < 3; i++)
        {
            var answer = rules.Decide(budget, Noon.AddSeconds(i), urgent: false);
            granted.Add(answer.At);
            rules.Count(budget, answer.At);
        }

        Assert.That(granted, Is.EqualTo(new[] { Noon, Noon.AddSeconds(5), Noon.AddSeconds(10) }));
        Assert.That(budget.Used, Is.EqualTo(3));
    }

    [Test]
    public void Refuse_what_the_day_does_not_grant_and_start_anew_with_the_next()
    {
        var (rules, budget) = (new BudgetRules(2, TimeSpan.Zero, headStart: 1), NewBudget());
        rules.Count(budget, Noon);
        rules.Count(budget, Noon);
        Assert.That(rules.Decide(budget, Noon.AddHours(11.9), urgent: true).Refusal, Is.EqualTo(BudgetRefusal.DayUsed));
        Assert.That(rules.Decide(budget, Noon.AddHours(12), urgent: false).Refusal, Is.Null);
        rules.Count(budget, Noon.AddHours(12));
        Assert.That((budget.Used, budget.Day), Is.EqualTo((1, new DateOnly(2026, 3, 3))));
    }

    [Test]
    public void Count_a_request_on_the_day_on_which_it_is_made()
    {
        var (rules, budget) = (new BudgetRules(1, TimeSpan.FromSeconds(10), headStart: 1), NewBudget());
        var midnight = Noon.AddHours(12);
        rules.Count(budget, midnight.AddSeconds(-5));
        var answer = rules.Decide(budget, midnight.AddSeconds(-1), urgent: false);
        Assert.That((answer.Refusal, answer.At), Is.EqualTo(((BudgetRefusal?)null, midnight.AddSeconds(5))));
    }

    [Test]
    public void Refuse_while_the_app_rests()
    {
        var (rules, budget) = (new BudgetRules(9, TimeSpan.Zero, headStart: 1), NewBudget());
        budget.BlockedUntil = Noon.AddMinutes(1);
        Assert.That(rules.Decide(budget, Noon, urgent: true), Is.EqualTo(new BudgetAnswer(Noon.AddMinutes(1), BudgetRefusal.Blocked)));
        Assert.That(rules.Decide(budget, Noon.AddMinutes(1), urgent: false).Refusal, Is.Null);
    }

    [TestCase(0, 0, 25)]
    [TestCase(12, 0, 63)]
    [TestCase(23, 59, 100)]
    public void Free_the_requests_of_a_day_evenly(int hour, int minute, int free) =>
        Assert.That(new BudgetRules(100, TimeSpan.Zero, headStart: 0.25).FreeAt(new DateTimeOffset(2026, 3, 2, hour, minute, 0, TimeSpan.Zero)), Is.EqualTo(free));

    [Test]
    public void Let_urgent_requests_use_what_is_not_free_yet()
    {
        var (rules, budget) = (new BudgetRules(100, TimeSpan.Zero, headStart: 0.25), NewBudget());
        budget.Used = 63;
        Assert.That(rules.Decide(budget, Noon, urgent: false).Refusal, Is.EqualTo(BudgetRefusal.ShareUsed));
        Assert.That(rules.Decide(budget, Noon, urgent: true).Refusal, Is.Null);
    }

    private static AppBudget NewBudget() => new() { AppId = "app", TenantId = "pk", Day = DateOnly.FromDateTime(Noon.UtcDateTime), NextRequestAt = Noon.AddDays(-1) };
}
