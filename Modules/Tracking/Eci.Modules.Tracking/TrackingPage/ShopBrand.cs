using Eci.Modules.Tracking.Data;

namespace Eci.Modules.Tracking.TrackingPage;

/// <summary>The shop as the page shows it; only settings that are valid.</summary>
/// <param name="Shop">Its name; null where nobody knows whose page it is.</param>
/// <param name="Accent">Its colour.</param>
/// <param name="Logo">Address of its logo.</param>
/// <param name="LogoSource">Where the policy lets the logo come from.</param>
/// <param name="SupportUrl">Where help is.</param>
/// <param name="SupportEmail">Where to write to.</param>
internal sealed record ShopBrand(string? Shop, AccentColor Accent, string? Logo, string? LogoSource, string? SupportUrl, string? SupportEmail)
{
    private static readonly TrackingPageSettingsValidator Rules = new();

    /// <summary>The look of pages that belong to no shop.</summary>
    public static ShopBrand None { get; } = new(null, new AccentColor(0x0b, 0x5c, 0xad), null, null, null, null);

    /// <summary>True when the page offers help.</summary>
    public bool HasHelp => SupportUrl is not null || SupportEmail is not null;

    /// <summary>The brand of an order's page, and the settings of it that break a rule and are left out.</summary>
    public static (ShopBrand Brand, IReadOnlyList<string> Ignored) Of(TrackedOrder order, PageBrand? chosen)
    {
        var settings = chosen?.Page ?? new TrackingPageSettings();
        var ignored = Rules.Validate(settings).Errors.Select(error => error.PropertyName).ToHashSet(StringComparer.Ordinal);
        var logo = Usable(settings.LogoUrl, nameof(settings.LogoUrl));
        var brand = new ShopBrand(
            Usable(settings.ShopName, nameof(settings.ShopName)) ?? NameOf(chosen?.Mails?.ShopName) ?? order.TenantName,
            AccentColor.TryParse(settings.AccentColor, out var accent) ? accent : None.Accent,
            logo is null || TrackingPageSettingsValidator.IsPicture(logo) ? logo : new Uri(logo).AbsoluteUri,
            SourceOf(logo),
            Usable(settings.SupportUrl, nameof(settings.SupportUrl)) is { } url ? new Uri(url).AbsoluteUri : null,
            Usable(settings.SupportEmail, nameof(settings.SupportEmail)));
        return (brand, [.. ignored.Order(StringComparer.Ordinal)]);

        string? Usable(string? value, string name) => ignored.Contains(name) ? null : value;
    }

    private static string? NameOf(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string? SourceOf(string? logo)
    {
        if (logo is null)
            return null;
        if (TrackingPageSettingsValidator.IsPicture(logo))
            return "data:";
        var uri = new Uri(logo);
        return uri.IsDefaultPort ? $"https://{uri.IdnHost}" : $"https://{uri.IdnHost}:{uri.Port}";
    }
}
