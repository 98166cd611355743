using Eci.Web.Security.Jwt;
using Microsoft.Extensions.Primitives;

namespace Eci.Web.Security;

/// <summary>Turns an <c>Authorization: Bearer</c> header into whom it stands for: an API key, a key of an operator or a JSON Web Token.</summary>
internal sealed class Authenticator(OperatorKeys operators, ApiKeys keys, JsonWebTokens tokens)
{
    private const string Scheme = "Bearer ";
    private const int LongestKey = 256;
    private const int LongestToken = 8192;

    private static readonly Authentication NotBearer = Authentication.Refused("Send one header 'Authorization: Bearer <key or token>'.");

    /// <summary>Reads the header.</summary>
    public async Task<Authentication> AuthenticateAsync(StringValues authorization, CancellationToken cancellationToken)
    {
        if (StringValues.IsNullOrEmpty(authorization))
            return Authentication.None;
        if (authorization is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return NotBearer;
        var credential = header[Scheme.Length..].Trim();

        // Keys hold no dots, tokens hold at least two.
        if (credential.Contains('.', StringComparison.Ordinal))
            return credential.Length > LongestToken ? Authentication.Refused("The token is too long.") : await tokens.ReadAsync(credential, cancellationToken);
        if (credential.Length is 0 or > LongestKey)
            return ApiKeys.Unknown;
        return operators.Find(credential) ?? await keys.FindAsync(credential, cancellationToken);
    }
}
