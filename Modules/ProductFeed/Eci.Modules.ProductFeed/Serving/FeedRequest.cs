using Eci.Modules.ProductFeed.Data;
using Eci.Web.Webhooks;
using FluentValidation;

namespace Eci.Modules.ProductFeed.Serving;

/// <summary>A platform wants a feed.</summary>
/// <param name="Variant">For whom, as the address names it.</param>
/// <param name="Format">How it is to be written; null: as CSV.</param>
internal sealed record FeedRequest(string? Variant, string? Format) : IWebhookRequest<FeedRequest>
{
    public const string VariantField = "variant";
    public const string FormatField = "format";

    public static FeedRequest Read(WebhookReader reader) => new(reader.Route(VariantField), reader.Query(FormatField));

    public FeedVariant FeedVariant => FeedNames.Variants[Variant!];

    public FeedFormat FeedFormat => Format is null ? FeedFormat.Csv : FeedNames.Formats[Format];
}

/// <summary>What addresses call feeds.</summary>
internal static class FeedNames
{
    public static IReadOnlyDictionary<string, FeedVariant> Variants { get; } = Of<FeedVariant>();

    public static IReadOnlyDictionary<string, FeedFormat> Formats { get; } = Of<FeedFormat>();

    private static Dictionary<string, T> Of<T>()
        where T : struct, Enum => Enum.GetValues<T>().ToDictionary(value => value.ToString().ToLowerInvariant(), StringComparer.Ordinal);
}

internal sealed class FeedRequestValidator : AbstractValidator<FeedRequest>
{
    public FeedRequestValidator()
    {
        RuleFor(r => r.Variant).Must(name => name is not null && FeedNames.Variants.ContainsKey(name))
            .WithMessage($"is none of {string.Join(", ", FeedNames.Variants.Keys)}").OverridePropertyName(FeedRequest.VariantField);
        RuleFor(r => r.Format).Must(name => name is null || FeedNames.Formats.ContainsKey(name))
            .WithMessage($"is none of {string.Join(", ", FeedNames.Formats.Keys)}").OverridePropertyName(FeedRequest.FormatField);
    }
}
