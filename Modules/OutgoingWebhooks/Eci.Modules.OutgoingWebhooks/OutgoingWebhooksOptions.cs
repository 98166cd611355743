using Eci.Core;
using FluentValidation;

namespace Eci.Modules.OutgoingWebhooks;

/// <summary>Bound from <c>Eci:OutgoingWebhooks</c>.</summary>
internal sealed class OutgoingWebhooksOptions
{
    public const string Section = "Eci:OutgoingWebhooks";

    /// <summary>Longest time an endpoint may take to answer, connecting included.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Deliveries on their way to one endpoint at once, per process; to one that fails, a single one.</summary>
    public int ConcurrencyPerEndpoint { get; set; } = 4;

    /// <summary>An endpoint that took nothing for so long is switched off.</summary>
    public TimeSpan DisableAfter { get; set; } = TimeSpan.FromDays(5);

    /// <summary>Most endpoints of a tenant.</summary>
    public int MaxEndpoints { get; set; } = 20;

    /// <summary>How long the log of deliveries is kept.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);
}

internal sealed class OutgoingWebhooksOptionsValidator : OptionsValidator<OutgoingWebhooksOptions>
{
    public OutgoingWebhooksOptionsValidator()
    {
        RuleFor(o => o.Timeout).InclusiveBetween(TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1)).WithName($"{OutgoingWebhooksOptions.Section}:Timeout");
        RuleFor(o => o.ConcurrencyPerEndpoint).InclusiveBetween(1, 256).WithName($"{OutgoingWebhooksOptions.Section}:ConcurrencyPerEndpoint");
        RuleFor(o => o.DisableAfter).InclusiveBetween(TimeSpan.FromHours(1), TimeSpan.FromDays(365)).WithName($"{OutgoingWebhooksOptions.Section}:DisableAfter");
        RuleFor(o => o.MaxEndpoints).InclusiveBetween(1, 1000).WithName($"{OutgoingWebhooksOptions.Section}:MaxEndpoints");
        RuleFor(o => o.Retention).InclusiveBetween(TimeSpan.FromDays(7), TimeSpan.FromDays(3650)).WithName($"{OutgoingWebhooksOptions.Section}:Retention");
    }
}
