using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Eci.Web.Security.Jwt;

/// <summary>Checks JSON Web Tokens and reads whom they stand for. The kind of signature is what the settings say, whatever a token says.</summary>
internal sealed class JsonWebTokens(IOptions<JwtOptions> options, IssuerKeys issuer, TimeProvider time)
{
    private static readonly string[] Symmetric = [SecurityAlgorithms.HmacSha256];
    private static readonly string[] Asymmetric =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private static readonly Authentication NotTaken = Authentication.Refused("Tokens are not accepted here: send an API key.");
    private static readonly Authentication Unreadable = Authentication.Refused("The token cannot be read.");

    private readonly JwtOptions _options = options.Value;
    private readonly JsonWebTokenHandler _handler = new();
    private readonly SecurityKey[] _shared = string.IsNullOrEmpty(options.Value.SigningKey)
        ? []
        : [new SymmetricSecurityKey(Encoding.UTF8.GetBytes(options.Value.SigningKey))];

    /// <summary>Whom the token stands for, or why it is not accepted.</summary>
    public async Task<Authentication> ReadAsync(string text, CancellationToken cancellationToken)
    {
        if (!_options.IsOn)
            return NotTaken;
        if (!_handler.CanReadToken(text))
            return Unreadable;
        try
        {
            var result = await ValidateAsync(text, cancellationToken);
            return result.IsValid ? JwtClaims.Read((JsonWebToken)result.SecurityToken) : Authentication.Refused(ReasonOf(result.Exception));
        }
        catch (IssuerUnavailableException)
        {
            return Authentication.Unavailable("The token cannot be checked now: its issuer does not answer. Try again.");
        }
    }

    private async Task<TokenValidationResult> ValidateAsync(string text, CancellationToken cancellationToken)
    {
        if (_options.Authority is null)
            return await _handler.ValidateTokenAsync(text, Parameters(_shared, Symmetric));
        var keys = await issuer.GetAsync(beyond: null, cancellationToken);
        var result = await _handler.ValidateTokenAsync(text, Parameters(keys, Asymmetric));
        if (result.Exception is not SecurityTokenInvalidSignatureException)
            return result;
        var newer = await issuer.GetAsync(beyond: keys, cancellationToken);
        return ReferenceEquals(newer, keys) ? result : await _handler.ValidateTokenAsync(text, Parameters(newer, Asymmetric));
    }

    private TokenValidationParameters Parameters(IEnumerable<SecurityKey> keys, string[] algorithms) => new()
    {
        ValidAlgorithms = algorithms,
        IssuerSigningKeys = keys,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        ValidIssuer = _options.Issuer,
        ValidAudience = _options.Audience,
        LifetimeValidator = IsInTime,
    };

    /// <summary>By the hub's own clock.</summary>
    private bool IsInTime(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (expires is null)
            throw new SecurityTokenNoExpirationException();
        if (now - _options.ClockSkew >= expires)
            throw new SecurityTokenExpiredException();
        if (notBefore is not null && now + _options.ClockSkew < notBefore)
            throw new SecurityTokenNotYetValidException();
        return true;
    }

    private static string ReasonOf(Exception? exception) => exception switch
    {
        SecurityTokenExpiredException => "The token has expired.",
        SecurityTokenNotYetValidException => "The token is not valid yet.",
        SecurityTokenNoExpirationException => "The token has no expiry ('exp').",
        SecurityTokenInvalidAudienceException => "The token is meant for another audience.",
        SecurityTokenInvalidIssuerException => "The token comes from another issuer.",
        SecurityTokenInvalidSignatureException or SecurityTokenInvalidAlgorithmException => "The signature of the token is not accepted.",
        _ => "The token is not accepted.",
    };
}
