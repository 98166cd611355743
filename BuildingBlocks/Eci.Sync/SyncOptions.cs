using Eci.Core;
using FluentValidation;

namespace Eci.Sync;

/// <summary>How records are exchanged with external systems, bound from <c>Eci:Sync</c>.</summary>
internal sealed class SyncOptions
{
    public const string Section = "Eci:Sync";

    /// <summary>How long a record belongs to the worker that claimed it.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>A record that was asked for and not handled is asked for again after this.</summary>
    public TimeSpan LostAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often records are looked for that are due.</summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest time after which a record that waits for another looks again by itself.</summary>
    public TimeSpan BlockedRetry { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long one run of an app's job works on back-fills; the next run goes on.</summary>
    public TimeSpan BackfillTime { get; set; } = TimeSpan.FromMinutes(4);

    /// <summary>Longest wait for the turn of a request; a record whose turn is later comes back by itself.</summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(10);
}

internal sealed class SyncOptionsValidator : OptionsValidator<SyncOptions>
{
    public SyncOptionsValidator()
    {
        RuleFor(o => o.Lease).InclusiveBetween(TimeSpan.FromSeconds(10), TimeSpan.FromHours(1)).WithName($"{SyncOptions.Section}:Lease");
        RuleFor(o => o.LostAfter).InclusiveBetween(TimeSpan.FromSeconds(10), TimeSpan.FromDays(1)).WithName($"{SyncOptions.Section}:LostAfter");
        RuleFor(o => o.SweepInterval).InclusiveBetween(TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1)).WithName($"{SyncOptions.Section}:SweepInterval");
        RuleFor(o => o.BlockedRetry).InclusiveBetween(TimeSpan.FromSeconds(1), TimeSpan.FromDays(7)).WithName($"{SyncOptions.Section}:BlockedRetry");
        RuleFor(o => o.BackfillTime).InclusiveBetween(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)).WithName($"{SyncOptions.Section}:BackfillTime");
        RuleFor(o => o.LongestWait).InclusiveBetween(TimeSpan.Zero, TimeSpan.FromMinutes(1)).WithName($"{SyncOptions.Section}:LongestWait");
    }
}
