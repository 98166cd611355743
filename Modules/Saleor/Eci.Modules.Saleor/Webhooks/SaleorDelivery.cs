using Eci.Web.Webhooks;
using FluentValidation;

namespace Eci.Modules.Saleor.Webhooks;

/// <summary>A call of a shop's webhook. The body is left as it came until its signature was checked.</summary>
internal sealed record SaleorDelivery(string? Event, ReadOnlyMemory<byte> Body) : IWebhookRequest<SaleorDelivery>
{
    public const string EventHeader = "Saleor-Event";

    public static SaleorDelivery Read(WebhookReader reader) =>
        new(reader.Header(EventHeader) ?? reader.Header("X-" + EventHeader), reader.Body);
}

internal sealed class SaleorDeliveryValidator : AbstractValidator<SaleorDelivery>
{
    private const int LongestName = 100;

    public SaleorDeliveryValidator() => RuleFor(d => d.Event)
        .Must(name => name is { Length: > 0 and <= LongestName } && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_'))
        .WithMessage("must name an event")
        .OverridePropertyName(SaleorDelivery.EventHeader);
}
