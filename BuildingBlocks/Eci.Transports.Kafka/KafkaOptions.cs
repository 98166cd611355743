using Eci.Core;
using Eci.Transports.Kafka.Clients;
using FluentValidation;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Eci.Transports.Kafka;

/// <summary>How the hub uses a Kafka cluster, bound from <c>Eci:Kafka</c>.</summary>
public sealed class KafkaOptions
{
    public const string Section = "Eci:Kafka";

    /// <summary>Put before the name of every topic, so that environments can share a cluster.</summary>
    public string TopicPrefix { get; set; } = string.Empty;

    /// <summary>Put before the name of every consumer group, so that environments can share a cluster.</summary>
    public string GroupPrefix { get; set; } = string.Empty;

    /// <summary>Creates missing topics; when off, a missing topic is an error that names it.</summary>
    public bool CreateTopics { get; set; } = true;

    /// <summary>Partitions of a topic that is created: at most that many processes share the work of a queue.</summary>
    public int Partitions { get; set; } = 6;

    /// <summary>Copies of a topic that is created.</summary>
    public short ReplicationFactor { get; set; } = 1;

    /// <summary>How long the cluster may take to create topics.</summary>
    public TimeSpan CreateTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Handlers running at once per queue and process.</summary>
    public int Concurrency { get; set; } = 16;

    /// <summary>Records taken and not yet committed, per queue and process; after a crash at most that many of a partition may come again.</summary>
    public int Window { get; set; } = 512;

    /// <summary>How long running handlers may take when partitions move to another process or this one stops; less than the host's stop time.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A process that is silent for so long loses its partitions.</summary>
    public TimeSpan SessionTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary><c>cooperative-sticky</c> or <c>range</c>: how partitions are shared among processes. All processes must have the same.</summary>
    public string Assignor { get; set; } = "cooperative-sticky";

    /// <summary>
    /// Further settings of the client library, such as <c>security.protocol</c>. Where a name may hold no dot, as in environment
    /// variables of some shells, underscores stand for dots.
    /// </summary>
    public Dictionary<string, string> Client { get; } = new(StringComparer.OrdinalIgnoreCase);
}

internal sealed class KafkaOptionsValidator : OptionsValidator<KafkaOptions>
{
    private const int LongestPrefix = 100;

    private static readonly string[] Assignors = ["cooperative-sticky", "range"];

    public KafkaOptionsValidator(IOptions<HostOptions> host)
    {
        RuleFor(o => o.TopicPrefix).Must(BePartOfAName).WithMessage(Names("TopicPrefix"));
        RuleFor(o => o.GroupPrefix).Must(BePartOfAName).WithMessage(Names("GroupPrefix"));
        RuleFor(o => o.Partitions).InclusiveBetween(1, 1000).WithName($"{KafkaOptions.Section}:Partitions");
        RuleFor(o => o.ReplicationFactor).InclusiveBetween((short)1, (short)10).WithName($"{KafkaOptions.Section}:ReplicationFactor");
        RuleFor(o => o.CreateTimeout).InclusiveBetween(TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5)).WithName($"{KafkaOptions.Section}:CreateTimeout");
        RuleFor(o => o.Concurrency).InclusiveBetween(1, 256).WithName($"{KafkaOptions.Section}:Concurrency");
        RuleFor(o => o.Window).InclusiveBetween(1, 100_000).WithName($"{KafkaOptions.Section}:Window");
        RuleFor(o => o.DrainTimeout).GreaterThan(TimeSpan.Zero).WithName($"{KafkaOptions.Section}:DrainTimeout");
        RuleFor(o => o.DrainTimeout)
            .LessThan(host.Value.ShutdownTimeout)
            .WithMessage(o => $"{KafkaOptions.Section}:DrainTimeout is {o.DrainTimeout}; it must end before the process does, within Eci:ShutdownTimeout ({host.Value.ShutdownTimeout}).");
        RuleFor(o => o.SessionTimeout).InclusiveBetween(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)).WithName($"{KafkaOptions.Section}:SessionTimeout");
        RuleFor(o => o.Assignor)
            .Must(name => Assignors.Contains(name, StringComparer.Ordinal))
            .WithMessage(o => $"{KafkaOptions.Section}:Assignor is '{o.Assignor}'; known are {string.Join(", ", Assignors)}.");
        RuleFor(o => o.Client).Custom((client, context) =>
        {
            if (ExtraSettings.WhatIsWrongWith(client) is { } wrong)
                context.AddFailure(wrong);
        });
    }

    private static bool BePartOfAName(string prefix) =>
        prefix.Length <= LongestPrefix && prefix.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    private static string Names(string setting) =>
        $"{KafkaOptions.Section}:{setting} may hold only letters, digits, '.', '_' and '-' (at most {LongestPrefix}).";
}
