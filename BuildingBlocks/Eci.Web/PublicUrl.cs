using Eci.Core;
using FluentValidation;
using Microsoft.Extensions.Options;

namespace Eci.Web;

/// <summary>Where people reach the hub; bound from <c>Eci</c>.</summary>
public sealed class PublicUrlOptions
{
    public const string Section = "Eci";

    /// <summary>Scheme, host and, behind a proxy, path: <c>https://parcels.example.com</c>. Null: nothing links to the hub.</summary>
    public string? PublicUrl { get; set; }
}

/// <summary>Makes addresses of the hub's own pages for mails and callers.</summary>
public sealed class PublicUrl(IOptions<PublicUrlOptions> options)
{
    private readonly string? _root = options.Value.PublicUrl?.Trim().TrimEnd('/');

    /// <summary>The address of a page; null when nobody said where the hub is reached.</summary>
    /// <param name="path">Begins with a slash.</param>
    public string? Of(string path) => string.IsNullOrEmpty(_root) ? null : _root + path;
}

internal sealed class PublicUrlOptionsValidator : OptionsValidator<PublicUrlOptions>
{
    public PublicUrlOptionsValidator() => RuleFor(o => o.PublicUrl)
        .Must(IsPlainWebAddress)
        .WithMessage($"{PublicUrlOptions.Section}:PublicUrl must be an address such as https://parcels.example.com, without user, query or fragment.");

    private static bool IsPlainWebAddress(string? text) =>
        string.IsNullOrWhiteSpace(text)
        || (Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri)
            && uri.Scheme is "https" or "http"
            && uri is { UserInfo: "", Query: "", Fragment: "" });
}
