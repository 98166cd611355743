using Eci.Modules.OutgoingWebhooks.Contracts;
using Eci.Modules.OutgoingWebhooks.Data;
using Eci.Modules.OutgoingWebhooks.Events;
using Eci.Web.OutgoingHttp;
using Microsoft.Extensions.Options;

namespace Eci.Modules.OutgoingWebhooks.Management;

/// <summary>Checks what a tenant says about an endpoint.</summary>
internal sealed class EndpointInput(OutgoingUrls urls, IOptions<OutgoingWebhooksOptions> options)
{
    /// <exception cref="WebhookRefusedException">The tenant has as many endpoints as it may have.</exception>
    public void Another(int present)
    {
        if (present >= options.Value.MaxEndpoints)
            throw Refusals.TooManyEndpoints(options.Value.MaxEndpoints);
    }

    /// <summary>The address as it is stored.</summary>
    /// <exception cref="WebhookRefusedException">It may not be called.</exception>
    public string Url(string text)
    {
        var trimmed = text.Trim();
        return urls.TryRead(trimmed, out var url, out var problem)
            ? url!.AbsoluteUri
            : throw new WebhookRefusedException(OutgoingUrls.RefusalCode, problem!);
    }

    /// <summary>The description as it is stored; null for none.</summary>
    public static string? Description(string? text)
    {
        var trimmed = text?.Trim();
        if (trimmed?.Length > OutgoingWebhooksModel.DescriptionLength)
            throw Refusals.Argument($"'description' has at most {OutgoingWebhooksModel.DescriptionLength} characters.");
        if (trimmed?.Any(char.IsControl) == true)
            throw Refusals.Argument("'description' is one line without control characters.");
        return string.IsNullOrEmpty(trimmed) ? null : trimmed;
    }

    /// <summary>The event types as they are stored; empty for all.</summary>
    public static string EventTypes(IReadOnlyList<string> types)
    {
        var unknown = types.FirstOrDefault(type => !WebhookEventTypes.All.Contains(type, StringComparer.Ordinal));
        return unknown is null
            ? string.Join(' ', WebhookEventTypes.All.Where(type => types.Contains(type, StringComparer.Ordinal)))
            : throw Refusals.Argument($"'eventTypes' may hold {string.Join(", ", WebhookEventTypes.All)}.");
    }
}
