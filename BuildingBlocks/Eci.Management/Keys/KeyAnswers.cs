using Eci.Core;

namespace Eci.Management.Keys;

/// <summary>A key to make.</summary>
/// <param name="Name">For people, 1 to 100 characters.</param>
/// <param name="Scopes">What it may do, at least one of <see cref="Web.Security.Scopes.All"/>.</param>
/// <param name="ExpiresAt">Refused from this moment on, in the future; null: never.</param>
public sealed record NewApiKey(string Name, IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt);

/// <summary>Why a key was not made or changed.</summary>
/// <param name="Code">Stable, SCREAMING_SNAKE_CASE.</param>
/// <param name="Message">One sentence for the caller.</param>
public sealed record KeyRefusal(string Code, string Message);

/// <summary>What became of a request to make or change a key.</summary>
/// <param name="ApiKey">The key's row; null when refused.</param>
/// <param name="Key">The new key itself, which cannot be read again later; null unless one was made.</param>
/// <param name="Refusal">Why nothing was done; null when it was.</param>
public sealed record KeyAnswer(ApiKey? ApiKey, string? Key, KeyRefusal? Refusal)
{
    internal static KeyAnswer Of(ApiKey apiKey, string? key = null) => new(apiKey, key, Refusal: null);

    internal static KeyAnswer Refused(string code, string message) => new(ApiKey: null, Key: null, new KeyRefusal(code, message));
}
