using Eci.Core;
using FluentValidation;

namespace Eci.Messaging;

/// <summary>How the workers handle the queue, bound from <c>Eci:Messaging</c>.</summary>
public sealed class MessagingOptions
{
    public const string Section = "Eci:Messaging";

    /// <summary>Handlers running at once per queue and process.</summary>
    public int Concurrency { get; set; } = 16;

    /// <summary>Deliveries claimed ahead per process, running ones included.</summary>
    public int Prefetch { get; set; } = 64;

    /// <summary>How long a claim lasts unless renewed; a crashed worker's deliveries come back after it.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait before looking for due work without being woken.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Claims of one delivery before it goes to the dead letters.</summary>
    public int MaxAttempts { get; set; } = 8;

    /// <summary>Delay after the first failure; each further one multiplies it by four, up to <see cref="MaxRetryDelay"/>.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(2);

    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Pauses before the quick attempts made in memory, for failures that pass by themselves.</summary>
    public IReadOnlyList<TimeSpan> QuickRetries { get; set; } = [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(300)];

    /// <summary>How long handled messages are kept.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(14);
}

internal sealed class MessagingOptionsValidator : OptionsValidator<MessagingOptions>
{
    public MessagingOptionsValidator()
    {
        RuleFor(o => o.Concurrency).InclusiveBetween(1, 256).WithName($"{MessagingOptions.Section}:Concurrency");
        RuleFor(o => o.Prefetch).InclusiveBetween(1, 4096).WithName($"{MessagingOptions.Section}:Prefetch");
        RuleFor(o => o.Lease).InclusiveBetween(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)).WithName($"{MessagingOptions.Section}:Lease");
        RuleFor(o => o.PollInterval).InclusiveBetween(TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1)).WithName($"{MessagingOptions.Section}:PollInterval");
        RuleFor(o => o.MaxAttempts).InclusiveBetween(1, 100).WithName($"{MessagingOptions.Section}:MaxAttempts");
        RuleFor(o => o.RetryDelay).GreaterThan(TimeSpan.Zero).WithName($"{MessagingOptions.Section}:RetryDelay");
        RuleFor(o => o.MaxRetryDelay).GreaterThanOrEqualTo(o => o.RetryDelay).WithName($"{MessagingOptions.Section}:MaxRetryDelay");
        RuleFor(o => o.Retention).GreaterThanOrEqualTo(TimeSpan.FromDays(3)).WithName($"{MessagingOptions.Section}:Retention");
    }
}
