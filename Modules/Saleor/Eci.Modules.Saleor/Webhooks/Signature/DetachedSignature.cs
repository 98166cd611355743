using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Eci.Modules.Saleor.Webhooks.Signature;

/// <summary>
/// The header <c>Saleor-Signature</c>: a JSON Web Signature of RFC 7515 whose payload, the raw body, is detached and not encoded (RFC 7797).
/// Keys that the header itself offers or points to are never looked at.
/// </summary>
/// <param name="KeyId">Which key signed; null: it does not say.</param>
/// <param name="Issuer">The API address that signed; null: it does not say.</param>
internal sealed record DetachedSignature(string? KeyId, string? Issuer)
{
    private const int LongestHeader = 4096;
    private const int LongestSignature = 2048;
    private const string Algorithm = "RS256";
    private const string Unencoded = "b64";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 4 };

    private byte[] SigningHead { get; init; } = [];

    private byte[] Signature { get; init; } = [];

    /// <summary>Reads the header; null when it is no such signature, or of another algorithm.</summary>
    public static DetachedSignature? Read(string text)
    {
        var end = text.IndexOf('.', StringComparison.Ordinal);
        if (end is <= 0 or > LongestHeader || text.Length - end > LongestSignature || text.Length < end + 3 || text[end + 1] != '.')
            return null;
        var (head, signature) = (text[..end], text[(end + 2)..]);
        if (Decode(head) is not { } json || Decode(signature) is not { Length: > 0 } bytes)
            return null;
        try
        {
            using var header = JsonDocument.Parse(json, Strict);
            return IsAsExpected(header.RootElement)
                ? new DetachedSignature(TextOf(header.RootElement, "kid"), TextOf(header.RootElement, "iss"))
                {
                    SigningHead = Encoding.ASCII.GetBytes(head + "."),
                    Signature = bytes,
                }
                : null;
        }
        catch (Exception exception) when (BadJson.IsCause(exception))
        {
            return null;
        }
    }

    /// <summary>What is signed, with a body: its SHA-256.</summary>
    public byte[] Digest(ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(SigningHead);
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    /// <summary>True when a key made the signature over that digest.</summary>
    public bool IsMadeBy(RSAParameters key, byte[] digest)
    {
        using var rsa = RSA.Create(key);
        return rsa.VerifyHash(digest, Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static bool IsAsExpected(JsonElement header) =>
        header.ValueKind is JsonValueKind.Object
        && TextOf(header, "alg") == Algorithm
        && header.TryGetProperty(Unencoded, out var encoded) && encoded.ValueKind is JsonValueKind.False
        && header.TryGetProperty("crit", out var critical) && critical.ValueKind is JsonValueKind.Array
        && critical.GetArrayLength() == 1 && critical[0].ValueKind is JsonValueKind.String && critical[0].ValueEquals(Unencoded);

    private static string? TextOf(JsonElement header, string name) =>
        header.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static byte[]? Decode(string text)
    {
        if (text.AsSpan().ContainsAny('=', ' ') || !Base64Url.IsValid(text))
            return null;
        return Base64Url.DecodeFromChars(text);
    }
}
