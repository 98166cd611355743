using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Eci.Modules.Sandbox.Saleor.Webhooks;

/// <summary>The key that signs webhooks; it can be changed for another one, after which the old one is not shown any more. Kept beside the journal, so that apps need not fetch it anew after a restart.</summary>
internal sealed class WebhookKeys : IDisposable
{
    private const int Bits = 2048;

    private static readonly string[] Critical = ["b64"];

    private readonly Lock _gate = new();
    private readonly string? _file;
    private RSA _key = RSA.Create(Bits);

    public WebhookKeys(IOptions<SaleorSimulatorOptions> options)
    {
        _file = options.Value.StateFile is { Length: > 0 } file ? $"{Path.GetFullPath(file)}.pem" : null;
        if (_file is not null && File.Exists(_file))
            _key.ImportFromPem(File.ReadAllText(_file));
        else
            Keep();
    }

    /// <summary>The public half, as <c>/.well-known/jwks.json</c> shows it.</summary>
    public object Jwks()
    {
        lock (_gate)
        {
            var known = _key.ExportParameters(includePrivateParameters: false);
            return new
            {
                keys = new[]
                {
                    new { kty = "RSA", key_ops = new[] { "verify" }, n = Encode(known.Modulus), e = Encode(known.Exponent), use = "sig", kid = Thumbprint(known), alg = "RS256" },
                },
            };
        }
    }

    /// <summary>A detached JWS over the bytes as they are sent.</summary>
    public string Sign(byte[] body)
    {
        lock (_gate)
        {
            var kid = Thumbprint(_key.ExportParameters(includePrivateParameters: false));
            var header = Encode(JsonSerializer.SerializeToUtf8Bytes(new { alg = "RS256", b64 = false, crit = Critical, kid, typ = "JWT" }));
            byte[] input = [.. Encoding.ASCII.GetBytes(header), (byte)'.', .. body];
            return $"{header}..{Encode(_key.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
        }
    }

    public void Rotate()
    {
        lock (_gate)
        {
            _key.Dispose();
            _key = RSA.Create(Bits);
            Keep();
        }
    }

    public void Dispose() => _key.Dispose();

    private void Keep()
    {
        if (_file is null)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        File.WriteAllText(_file, _key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>RFC 7638.</summary>
    private static string Thumbprint(RSAParameters key) =>
        Encode(SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"e":"{{Encode(key.Exponent)}}","kty":"RSA","n":"{{Encode(key.Modulus)}}"}""")));

    private static string Encode(byte[]? bytes) => Base64Url.EncodeToString(bytes);
}
