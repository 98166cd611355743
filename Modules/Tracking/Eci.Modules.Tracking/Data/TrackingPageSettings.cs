using System.Text.RegularExpressions;
using FluentValidation;

namespace Eci.Modules.Tracking.Data;

/// <summary>How a brand's tracking page looks. What is null is shown as shipped, or not at all.</summary>
/// <param name="ShopName">Null: the e-mail app's shop name, else the tenant's name.</param>
/// <param name="AccentColor"><c>#rrggbb</c>; text on it is black or white, whichever is easier to read.</param>
/// <param name="LogoUrl">An <c>https</c> address, or the picture itself as <c>data:image/…;base64,…</c> of at most 32 KB.</param>
/// <param name="SupportUrl">Where customers find help, <c>https</c>.</param>
/// <param name="SupportEmail">Where customers may write to.</param>
internal sealed record TrackingPageSettings(
    string? ShopName = null,
    string? AccentColor = null,
    string? LogoUrl = null,
    string? SupportUrl = null,
    string? SupportEmail = null);

/// <summary>Each broken rule is one sentence about one setting; nulls break none.</summary>
internal sealed partial class TrackingPageSettingsValidator : AbstractValidator<TrackingPageSettings>
{
    private const int LongestName = 100;
    private const int LongestAddress = 2000;
    private const int LongestPicture = 32 * 1024;

    public TrackingPageSettingsValidator()
    {
        RuleFor(s => s.ShopName).Must(IsName).WithMessage($"shopName must have 1 to {LongestName} characters, none of them control characters.");
        RuleFor(s => s.AccentColor).Must(IsColor).WithMessage("accentColor must be written as #rrggbb.");
        RuleFor(s => s.LogoUrl).Must(text => text is null || IsPicture(text) || IsWebAddress(text))
            .WithMessage("logoUrl must be an https address, or data:image/png, jpeg, gif, webp or svg+xml in base64 of at most 32 KB.");
        RuleFor(s => s.SupportUrl).Must(text => text is null || IsWebAddress(text)).WithMessage("supportUrl must be an https address.");
        RuleFor(s => s.SupportEmail).Must(text => text is null || MailAddress().IsMatch(text)).WithMessage("supportEmail must be a mail address.");
    }

    /// <summary>True for a picture that is part of the text.</summary>
    public static bool IsPicture(string text) => text.Length <= LongestPicture && Picture().IsMatch(text);

    private static bool IsName(string? text) =>
        text is null || (!string.IsNullOrWhiteSpace(text) && text.Length <= LongestName && !text.Any(char.IsControl));

    private static bool IsColor(string? text) => text is null || TrackingPage.AccentColor.TryParse(text, out _);

    /// <summary>Only names of hosts: the page's policy repeats them word for word.</summary>
    private static bool IsWebAddress(string text) =>
        text.Length <= LongestAddress
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri is { Scheme: "https", UserInfo: "" }
        && Uri.CheckHostName(uri.IdnHost) is UriHostNameType.Dns;

    [GeneratedRegex(@"\Adata:image/(png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/]+={0,2}\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Picture();

    [GeneratedRegex(@"\A[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,180}\.[A-Za-z]{2,}\z", RegexOptions.NonBacktracking)]
    private static partial Regex MailAddress();
}
