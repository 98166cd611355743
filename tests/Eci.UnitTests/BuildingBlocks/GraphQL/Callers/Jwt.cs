using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Eci.UnitTests.BuildingBlocks.GraphQL.Callers;

/// <summary>Writes tokens by hand, right and wrong ones.</summary>
internal static class Jwt
{
    public const string SigningKey = "a shared key of enough bytes for every kind of HMAC: 64 of them at the very least";
    public const string Issuer = "https://accounts.example.com";
    public const string Audience = "eci";

    /// <summary>The settings that take tokens signed with <see cref="SigningKey"/>.</summary>
    public static Dictionary<string, string?> Settings => new(StringComparer.Ordinal)
    {
        ["Eci:Jwt:SigningKey"] = SigningKey,
        ["Eci:Jwt:Issuer"] = Issuer,
        ["Eci:Jwt:Audience"] = Audience,
    };

    /// <summary>Right claims for an hour from the given time on; change what is to be different.</summary>
    public static Dictionary<string, object?> Claims(DateTimeOffset now, Action<Dictionary<string, object?>>? change = null)
    {
        var claims = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["iss"] = Issuer,
            ["aud"] = Audience,
            ["sub"] = "ada",
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
            ["tenants"] = new[] { new { id = "pk_a", role = "OWNER" } },
        };
        change?.Invoke(claims);
        return claims;
    }

    public static string Hs256(Dictionary<string, object?> claims, string key = SigningKey) => Hs256(claims, Encoding.UTF8.GetBytes(key));

    public static string Hs256(Dictionary<string, object?> claims, byte[] key, string? keyId = null) =>
        Write(new { alg = "HS256", typ = "JWT", kid = keyId }, claims, text => HMACSHA256.HashData(key, text));

    public static string Rs256(Dictionary<string, object?> claims, RSA key, string? keyId) =>
        Write(new { alg = "RS256", typ = "JWT", kid = keyId }, claims, text => key.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public static string Write(object header, object claims, Func<byte[], byte[]> sign)
    {
        var text = $"{Part(header)}.{Part(claims)}";
        return $"{text}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    public static string Part(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
