using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Eci.Web.Security.Jwt;

/// <summary>
/// The public keys of the OpenID Connect issuer: fetched when first needed, again after half a day, and again when a token is signed by
/// a key that is not among them, which is how issuers exchange keys.
/// </summary>
internal sealed partial class IssuerKeys(IHttpClientFactory http, IOptions<JwtOptions> options, TimeProvider time, ILogger<IssuerKeys> logger) : IDisposable
{
    /// <summary>Name of the HTTP client.</summary>
    public const string Client = "jwt-issuer";

    private const string Metadata = "/.well-known/openid-configuration";

    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(12);

    /// <summary>Forged tokens must not make the hub knock at the issuer's door all the time.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private Fetched? _fetched;
    private DateTimeOffset _failedAt = DateTimeOffset.MinValue;

    /// <summary>The keys.</summary>
    /// <param name="beyond">Keys that did not do: newer ones are fetched unless that was just done. Null: any will do.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="IssuerUnavailableException">There are none, or none newer, and the issuer does not answer.</exception>
    public async Task<IReadOnlyCollection<SecurityKey>> GetAsync(IReadOnlyCollection<SecurityKey>? beyond, CancellationToken cancellationToken)
    {
        if (IsEnough(_fetched, beyond))
            return _fetched!.Keys;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (!IsEnough(_fetched, beyond))
                await FetchAsync(isNeeded: _fetched is null || beyond is not null, cancellationToken);
            return _fetched!.Keys;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private bool IsEnough(Fetched? fetched, IReadOnlyCollection<SecurityKey>? beyond)
    {
        if (fetched is null)
            return false;
        var age = time.GetUtcNow() - fetched.At;
        return age < MaxAge && (beyond is null || !ReferenceEquals(beyond, fetched.Keys) || age < Pause);
    }

    private async Task FetchAsync(bool isNeeded, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - _failedAt >= PauseAfterFailure)
        {
            try
            {
                _fetched = new Fetched(await ReadAsync(cancellationToken), time.GetUtcNow());
                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                _failedAt = time.GetUtcNow();
                LogUnavailable((exception.InnerException ?? exception).GetType().Name);
            }
        }

        if (isNeeded)
            throw new IssuerUnavailableException();
    }

    private async Task<IReadOnlyCollection<SecurityKey>> ReadAsync(CancellationToken cancellationToken)
    {
        var authority = options.Value.Authority!;
        using var client = http.CreateClient(Client);
        var documents = new HttpDocumentRetriever(client) { RequireHttps = authority.Scheme == Uri.UriSchemeHttps };
        var configuration = await OpenIdConnectConfigurationRetriever.GetAsync(authority.AbsoluteUri.TrimEnd('/') + Metadata, documents, cancellationToken);
        return configuration.SigningKeys is { Count: > 0 } keys ? [.. keys] : throw new InvalidDataException("The issuer names no keys.");
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "The issuer of tokens does not tell its keys ({Error})")]
    private partial void LogUnavailable(string error);

    private sealed record Fetched(IReadOnlyCollection<SecurityKey> Keys, DateTimeOffset At);
}

/// <summary>Tokens cannot be checked now.</summary>
internal sealed class IssuerUnavailableException() : Exception("The issuer of tokens does not answer.");
