using Eci.Commerce;
using Eci.Modules.Tracking.NotifyCustomer;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Eci.Modules.Tracking.TrackingPage;

/// <summary>Which of the five languages a page is written in.</summary>
internal static class PageLanguage
{
    public const string Parameter = "lang";

    /// <summary>What the address asks for, else the order's, else what the browser prefers, else the brand's, else English.</summary>
    public static string Of(HttpRequest request, TrackedOrder? order = null, PageBrand? brand = null) =>
        Supported(request.Query[Parameter])
        ?? Supported(order?.Language)
        ?? OfBrowser(request.Headers.AcceptLanguage)
        ?? Supported(brand?.Mails?.DefaultLanguage)
        ?? LanguageTag.Default;

    private static string? OfBrowser(IList<string?> header)
    {
        if (!StringWithQualityHeaderValue.TryParseList([.. header.OfType<string>()], out var preferred))
            return null;
        return preferred
            .Where(language => language.Quality is null or > 0)
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => Supported(language.Value.Value))
            .FirstOrDefault(language => language is not null);
    }

    private static string? Supported(string? tag) =>
        LanguageTag.Primary(tag) is { } language && BuiltInTemplates.Languages.Contains(language) ? language : null;
}
