using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Eci.Modules.Saleor.Webhooks.Signature;

/// <summary>The public keys of a shop that can have signed its webhooks: RSA of 2048 to 8192 bits, meant for signatures with RS256.</summary>
internal sealed class ShopKeys
{
    private const int MostKeys = 20;
    private const int SmallestKey = 2048 / 8;
    private const int LargestKey = 8192 / 8;
    private const int LargestExponent = 4;

    private readonly IReadOnlyList<(string? Id, RSAParameters Key)> _keys;

    private ShopKeys(IReadOnlyList<(string? Id, RSAParameters Key)> keys) => _keys = keys;

    /// <summary>Reads a JSON Web Key Set of RFC 7517. Keys that cannot be used are passed over.</summary>
    /// <returns>Null when it is none, or has no key that can be used.</returns>
    public static ShopKeys? Read(ReadOnlyMemory<byte> document)
    {
        try
        {
            using var json = JsonDocument.Parse(document);
            if (json.RootElement.ValueKind is not JsonValueKind.Object
                || !json.RootElement.TryGetProperty("keys", out var given)
                || given.ValueKind is not JsonValueKind.Array)
                return null;
            var keys = given.EnumerateArray().Take(MostKeys).Select(Key).OfType<(string?, RSAParameters)>().ToList();
            return keys.Count > 0 ? new ShopKeys(keys) : null;
        }
        catch (Exception exception) when (BadJson.IsCause(exception))
        {
            return null;
        }
    }

    /// <summary>True when one of the keys with the signature's key id made it; all are tried when it names none, or several have one id.</summary>
    public bool Made(DetachedSignature signature, ReadOnlySpan<byte> body)
    {
        var candidates = _keys.Where(key => signature.KeyId is null || key.Id == signature.KeyId).ToList();
        if (candidates.Count == 0)
            return false;
        var digest = signature.Digest(body);
        return candidates.Exists(key => signature.IsMadeBy(key.Key, digest));
    }

    private static (string? Id, RSAParameters Key)? Key(JsonElement key)
    {
        if (key.ValueKind is not JsonValueKind.Object
            || Text(key, "kty") != "RSA"
            || Text(key, "use") is not (null or "sig")
            || Text(key, "alg") is not (null or "RS256")
            || !MayVerify(key)
            || Number(key, "n") is not { } modulus
            || Number(key, "e") is not { } exponent)
            return null;
        var isStrong = modulus.Length is >= SmallestKey and <= LargestKey
            && (modulus.Length > SmallestKey || modulus[0] >= 0x80)
            && (modulus[^1] & 1) == 1
            && exponent.Length <= LargestExponent
            && (exponent[^1] & 1) == 1
            && (exponent.Length > 1 || exponent[0] >= 3);
        return isStrong ? (Text(key, "kid"), new RSAParameters { Modulus = modulus, Exponent = exponent }) : null;
    }

    private static bool MayVerify(JsonElement key) =>
        !key.TryGetProperty("key_ops", out var uses)
        || (uses.ValueKind is JsonValueKind.Array && uses.EnumerateArray().Any(use => use.ValueKind is JsonValueKind.String && use.ValueEquals("verify")));

    private static string? Text(JsonElement key, string name) =>
        key.TryGetProperty(name, out var value) ? (value.ValueKind is JsonValueKind.String ? value.GetString() : string.Empty) : null;

    /// <summary>A number without leading zeros, big-endian; null when it is none.</summary>
    private static byte[]? Number(JsonElement key, string name)
    {
        if (Text(key, name) is not { Length: > 0 and <= 2 * LargestKey } text || !Base64Url.IsValid(text))
            return null;
        var bytes = Base64Url.DecodeFromChars(text).AsSpan().TrimStart((byte)0);
        return bytes.Length > 0 ? bytes.ToArray() : null;
    }
}
