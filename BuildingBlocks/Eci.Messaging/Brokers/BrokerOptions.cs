using Eci.Core;
using FluentValidation;

namespace Eci.Messaging.Brokers;

/// <summary>How messages go through a broker, bound from <c>Eci:Broker</c>.</summary>
public sealed class BrokerOptions
{
    public const string Section = "Eci:Broker";

    /// <summary>Messages on their way to the broker at once, per process.</summary>
    public int RelayBatch { get; set; } = 256;

    /// <summary>How long the broker may take to confirm; after it the message is sent again.</summary>
    public TimeSpan ConfirmTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Pause before a message that was not confirmed is sent again.</summary>
    public TimeSpan ResendDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Largest body sent or taken, in bytes; a larger one becomes a dead letter.</summary>
    public int MaxMessageBytes { get; set; } = 1_000_000;

    /// <summary>A message that waits longer than this for the broker makes the process report Degraded.</summary>
    public TimeSpan UnsentWarning { get; set; } = TimeSpan.FromSeconds(30);
}

internal sealed class BrokerOptionsValidator : OptionsValidator<BrokerOptions>
{
    private const int SmallestLimit = 1024;

    public BrokerOptionsValidator()
    {
        RuleFor(o => o.RelayBatch).InclusiveBetween(1, 10_000).WithName($"{BrokerOptions.Section}:RelayBatch");
        RuleFor(o => o.ConfirmTimeout).InclusiveBetween(TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5)).WithName($"{BrokerOptions.Section}:ConfirmTimeout");
        RuleFor(o => o.ResendDelay).InclusiveBetween(TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(5)).WithName($"{BrokerOptions.Section}:ResendDelay");
        RuleFor(o => o.MaxMessageBytes).GreaterThanOrEqualTo(SmallestLimit).WithName($"{BrokerOptions.Section}:MaxMessageBytes");
        RuleFor(o => o.UnsentWarning).GreaterThan(TimeSpan.Zero).WithName($"{BrokerOptions.Section}:UnsentWarning");
    }
}
