using Eci.Core;

namespace Eci.Management.Keys;

/// <summary>A key to make.</summary>
/// <param name="Name">For people, 1 to 100 characters.</param>
/// <param name="Scopes">What it may do, at least one of <see cref="Web.Security.Scopes.All"/>.</param>
/// <param name="ExpiresAt">Refused from this moment on, in the future; null: never.</param>
public sealed record NewApiKey(string Name, IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt);

/// <summary>A key that was made.</summary>
/// <param name="ApiKey">Its row.</param>
/// <param name="Key">The key itself, which cannot be read again later.</param>
public sealed record MadeApiKey(ApiKey ApiKey, string Key);
