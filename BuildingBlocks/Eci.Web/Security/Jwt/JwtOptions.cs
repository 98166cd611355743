using System.Text;
using Eci.Core;
using FluentValidation;

namespace Eci.Web.Security.Jwt;

/// <summary>Which JSON Web Tokens are accepted; none unless <see cref="Authority"/> or <see cref="SigningKey"/> is set. Bound from <c>Eci:Jwt</c>.</summary>
public sealed class JwtOptions
{
    public const string Section = "Eci:Jwt";

    /// <summary>Address of an OpenID Connect issuer, whose public keys are fetched from there. Asymmetric signatures only.</summary>
    public Uri? Authority { get; set; }

    /// <summary>Shared key of 32 bytes or more, as text. HS256 only.</summary>
    public string? SigningKey { get; set; }

    /// <summary>The <c>iss</c> that tokens must have.</summary>
    public string? Issuer { get; set; }

    /// <summary>The <c>aud</c> that tokens must have.</summary>
    public string? Audience { get; set; }

    /// <summary>How far the issuer's clock may be off.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromMinutes(1);

    internal bool IsOn => Authority is not null || !string.IsNullOrEmpty(SigningKey);
}

internal sealed class JwtOptionsValidator : OptionsValidator<JwtOptions>
{
    private const int ShortestKey = 32;

    private static readonly TimeSpan LargestSkew = TimeSpan.FromMinutes(10);

    public JwtOptionsValidator()
    {
        RuleFor(o => o.SigningKey)
            .Must(key => string.IsNullOrEmpty(key) || Encoding.UTF8.GetByteCount(key) >= ShortestKey)
            .WithMessage($"{JwtOptions.Section}:SigningKey must be at least {ShortestKey} bytes long.");
        RuleFor(o => o.SigningKey)
            .Empty().When(o => o.Authority is not null)
            .WithMessage($"Set {JwtOptions.Section}:Authority or {JwtOptions.Section}:SigningKey, not both.");
        RuleFor(o => o.Authority)
            .Must(authority => authority is null || IsTrusted(authority))
            .WithMessage($"{JwtOptions.Section}:Authority must be an https address without query or fragment (http only on this machine).");
        RuleFor(o => o.Issuer).NotEmpty().When(o => o.IsOn).WithMessage($"{JwtOptions.Section}:Issuer is required where tokens are accepted.");
        RuleFor(o => o.Audience).NotEmpty().When(o => o.IsOn).WithMessage($"{JwtOptions.Section}:Audience is required where tokens are accepted.");
        RuleFor(o => o.ClockSkew).InclusiveBetween(TimeSpan.Zero, LargestSkew).WithName($"{JwtOptions.Section}:ClockSkew");
    }

    private static bool IsTrusted(Uri authority) =>
        authority is { IsAbsoluteUri: true, Query: "", Fragment: "" }
        && (authority.Scheme == Uri.UriSchemeHttps || (authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback));
}
