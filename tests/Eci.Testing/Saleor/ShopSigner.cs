using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Eci.Testing.Saleor;

/// <summary>Signs webhooks as a Saleor shop does, and tells its public key.</summary>
public sealed class ShopSigner : IDisposable
{
    private readonly RSA _rsa;

    public ShopSigner(string keyId = "1", int bits = 2048)
    {
        KeyId = keyId;
        _rsa = RSA.Create(bits);
    }

    public string KeyId { get; set; }

    /// <summary>The protected header of a shop.</summary>
    public JsonObject Header => new()
    {
        ["alg"] = "RS256",
        ["b64"] = false,
        ["crit"] = new JsonArray("b64"),
        ["kid"] = KeyId,
        ["typ"] = "JWT",
    };

    /// <summary>The public half as a JSON Web Key.</summary>
    public JsonObject Jwk
    {
        get
        {
            var key = _rsa.ExportParameters(includePrivateParameters: false);
            return new JsonObject
            {
                ["kty"] = "RSA",
                ["key_ops"] = new JsonArray("verify"),
                ["n"] = Base64Url.EncodeToString(key.Modulus),
                ["e"] = Base64Url.EncodeToString(key.Exponent),
                ["use"] = "sig",
                ["kid"] = KeyId,
                ["alg"] = "RS256",
            };
        }
    }

    /// <summary>The public half as PEM.</summary>
    public string Pem => _rsa.ExportSubjectPublicKeyInfoPem();

    /// <summary>The document that a shop publishes.</summary>
    public static string Document(params IEnumerable<JsonObject> keys) => new JsonObject { ["keys"] = new JsonArray([.. keys]) }.ToJsonString();

    /// <summary>The value of <c>Saleor-Signature</c>.</summary>
    public string Sign(string body, JsonObject? header = null) =>
        SignWith(header ?? Header, Encoding.UTF8.GetBytes(body), input => _rsa.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    /// <summary>A signature with an odd header or by other means.</summary>
    public static string SignWith(JsonObject header, byte[] payload, Func<byte[], byte[]> sign) =>
        SignText(header.ToJsonString(), payload, sign);

    /// <summary>A signature whose header is any text.</summary>
    public static string SignText(string header, byte[] payload, Func<byte[], byte[]> sign)
    {
        var head = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header));
        byte[] input = [.. Encoding.ASCII.GetBytes(head + "."), .. payload];
        return $"{head}..{Base64Url.EncodeToString(sign(input))}";
    }

    /// <summary>The raw signature of bytes.</summary>
    public byte[] Raw(byte[] input, HashAlgorithmName hash, RSASignaturePadding? padding = null) => _rsa.SignData(input, hash, padding ?? RSASignaturePadding.Pkcs1);

    public void Dispose() => _rsa.Dispose();
}
