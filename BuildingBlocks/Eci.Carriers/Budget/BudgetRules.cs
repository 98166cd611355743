namespace Eci.Carriers.Budget;

/// <summary>The answer to the wish for a request: the moment at which it may be made, or why it may not.</summary>
/// <param name="At">When; meaningful only without <paramref name="Refusal"/>.</param>
/// <param name="Refusal">Why not; null when it may.</param>
internal sealed record BudgetAnswer(DateTimeOffset At, BudgetRefusal? Refusal);

/// <summary>Why a request may not be made.</summary>
internal enum BudgetRefusal
{
    /// <summary>The app rests.</summary>
    Blocked,

    /// <summary>The day's requests are used up.</summary>
    DayUsed,

    /// <summary>What the day grants up to now is used up.</summary>
    ShareUsed,
}

/// <summary>Decides about requests by the state of an app's budget.</summary>
/// <param name="requestsPerDay">Granted by the carrier for a UTC day.</param>
/// <param name="spacing">Shortest time between two requests.</param>
/// <param name="headStart">Share of the day's requests that is free from its begin; the rest becomes free evenly.</param>
internal sealed class BudgetRules(int requestsPerDay, TimeSpan spacing, double headStart)
{
    /// <summary>May a request be made, and when?</summary>
    /// <param name="budget">As it is stored.</param>
    /// <param name="now">UTC.</param>
    /// <param name="urgent">May use all that is left of the day.</param>
    public BudgetAnswer Decide(AppBudget budget, DateTimeOffset now, bool urgent)
    {
        if (budget.BlockedUntil > now)
            return new BudgetAnswer(budget.BlockedUntil.Value, BudgetRefusal.Blocked);
        var at = budget.NextRequestAt > now ? budget.NextRequestAt : now;
        var used = UsedOn(budget, at);
        if (used >= requestsPerDay)
            return new BudgetAnswer(at, BudgetRefusal.DayUsed);
        if (!urgent && used >= FreeAt(at))
            return new BudgetAnswer(at, BudgetRefusal.ShareUsed);
        return new BudgetAnswer(at, Refusal: null);
    }

    /// <summary>Counts a request that may be made.</summary>
    public void Count(AppBudget budget, DateTimeOffset at)
    {
        budget.Used = UsedOn(budget, at) + 1;
        budget.Day = DateOnly.FromDateTime(at.UtcDateTime);
        budget.NextRequestAt = at + spacing;
    }

    /// <summary>How many of the day's requests are free at a moment of it.</summary>
    internal int FreeAt(DateTimeOffset at)
    {
        var share = headStart + ((1 - headStart) * at.UtcDateTime.TimeOfDay.TotalDays);
        return (int)Math.Ceiling(requestsPerDay * Math.Min(share, 1));
    }

    private static int UsedOn(AppBudget budget, DateTimeOffset at) => budget.Day == DateOnly.FromDateTime(at.UtcDateTime) ? budget.Used : 0;
}
