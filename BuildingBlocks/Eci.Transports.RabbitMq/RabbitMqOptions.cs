using Eci.Core;
using FluentValidation;

namespace Eci.Transports.RabbitMq;

/// <summary>How RabbitMQ is used, bound from <c>Eci:RabbitMq</c>. Where it is says <c>ConnectionStrings:RabbitMq</c>.</summary>
public sealed class RabbitMqOptions
{
    public const string Section = "Eci:RabbitMq";

    /// <summary>Messages that a process holds per queue, running ones included.</summary>
    public int Prefetch { get; set; } = 64;

    /// <summary>Handlers running at once per queue and process.</summary>
    public int Concurrency { get; set; } = 16;

    /// <summary>Begins the name of every exchange and queue, for hubs that share a virtual host; empty for none.</summary>
    public string Prefix { get; set; } = string.Empty;
}

internal sealed class RabbitMqOptionsValidator : OptionsValidator<RabbitMqOptions>
{
    private const int LongestPrefix = 100;

    public RabbitMqOptionsValidator()
    {
        RuleFor(o => o.Prefetch).InclusiveBetween(1, 2000).WithName($"{RabbitMqOptions.Section}:Prefetch");
        RuleFor(o => o.Concurrency).InclusiveBetween(1, 256).WithName($"{RabbitMqOptions.Section}:Concurrency");
        RuleFor(o => o.Prefix).MaximumLength(LongestPrefix).Matches("^[A-Za-z0-9._-]*$").WithName($"{RabbitMqOptions.Section}:Prefix");
    }
}
