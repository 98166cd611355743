using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Eci.Messaging.Brokers;

/// <summary>The keys of <c>Eci:SigningKeys</c>: the first one signs, all of them are accepted, so that keys can be exchanged without a pause.</summary>
internal sealed class SigningKeys
{
    private const string Section = "Eci:SigningKeys";
    private const string First = "Eci:SigningKeys:0";
    private const int MinBytes = 32;
    private const int IdBytes = 6;

    private readonly Dictionary<string, byte[]> _keys;

    private SigningKeys(IReadOnlyList<byte[]> keys)
    {
        _keys = keys.DistinctBy(IdOf).ToDictionary(IdOf, StringComparer.Ordinal);
        CurrentId = IdOf(keys[0]);
    }

    /// <summary>Id of the key that signs: the first characters of its SHA-256.</summary>
    public string CurrentId { get; }

    /// <exception cref="InvalidConfigurationException">A key is unreadable or short, or none is set outside Development.</exception>
    public static SigningKeys From(IConfiguration configuration, bool isDevelopment)
    {
        var keys = configuration.GetSection(Section).GetChildren().Select(Read).ToList();
        if (keys.Count > 0)
            return new SigningKeys(keys);
        if (!isDevelopment)
            throw new InvalidConfigurationException($"{First} is not set; a broker needs a signing key: {MinBytes} random bytes in base64.");
        return new SigningKeys([SHA256.HashData(Encoding.UTF8.GetBytes("ECI in development"))]);
    }

    /// <summary>Signature of a body by the current key, base64.</summary>
    public string Sign(ReadOnlySpan<byte> body) => Convert.ToBase64String(HMACSHA256.HashData(_keys[CurrentId], body));

    /// <summary>What is wrong with a signature; null when it is right. Never tells the right one.</summary>
    public string? Reject(ReadOnlySpan<byte> body, string? keyId, string? signature)
    {
        if (signature is null || keyId is null)
            return "It is not signed.";
        if (!_keys.TryGetValue(keyId, out var key))
            return "It is signed with a key that is not accepted here.";
        Span<byte> right = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, body, right);
        var isRight = Convert.TryFromBase64String(signature, given, out var length)
            && length == right.Length && CryptographicOperations.FixedTimeEquals(given, right);
        return isRight ? null : "Its signature does not fit its body.";
    }

    private static string IdOf(byte[] key) => Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, IdBytes));

    private static byte[] Read(IConfigurationSection setting)
    {
        var key = new byte[(setting.Value?.Length ?? 0) + MinBytes];
        if (!Convert.TryFromBase64String(setting.Value ?? string.Empty, key, out var length) || length < MinBytes)
            throw new InvalidConfigurationException($"{setting.Path} must be at least {MinBytes} bytes in base64.");
        return key[..length];
    }
}
