using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Eci.Modules.Sandbox.Saleor.Webhooks;

/// <summary>
/// The key that signs webhooks; it can be changed for another one, after which the old one is not shown any more. Kept beside the journal, so that
/// apps need not fetch it anew after a restart.
/// </summary>
internal sealed class WebhookKeys(IOptions<SaleorSimulatorOptions> options) : IDisposable
{
    private const int Bits = 2048;

    private static readonly string[] Critical = ["b64"];
    private static readonly string[] Verifying = ["verify"];

    private readonly Lock _gate = new();
    private readonly string? _file = options.Value.StateFile is { Length: > 0 } file ? $"{Path.GetFullPath(file)}.pem" : null;
    private RSA? _key;

    /// <summary>The public half, as <c>/.well-known/jwks.json</c> shows it.</summary>
    public object Jwks()
    {
        lock (_gate)
        {
            var known = Key.ExportParameters(includePrivateParameters: false);
            return new
            {
                keys = new[]
                {
                    new
                    {
                        kty = "RSA",
                        key_ops = Verifying,
                        n = Encode(known.Modulus),
                        e = Encode(known.Exponent),
                        use = "sig",
                        kid = Thumbprint(known),
                        alg = "RS256",
                    },
                },
            };
        }
    }

    /// <summary>A detached JWS over the bytes as they are sent.</summary>
    public string Sign(byte[] body)
    {
        lock (_gate)
        {
            var kid = Thumbprint(Key.ExportParameters(includePrivateParameters: false));
            var header = Encode(JsonSerializer.SerializeToUtf8Bytes(new { alg = "RS256", b64 = false, crit = Critical, kid, typ = "JWT" }));
            byte[] input = [.. Encoding.ASCII.GetBytes(header), (byte)'.', .. body];
            return $"{header}..{Encode(Key.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
        }
    }

    public void Rotate()
    {
        lock (_gate)
        {
            _key?.Dispose();
            _key = Make();
        }
    }

    public void Dispose() => _key?.Dispose();

    private RSA Key => _key ??= Read() ?? Make();

    private RSA? Read()
    {
        if (_file is null || !File.Exists(_file))
            return null;
        var key = RSA.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(_file));
            return key;
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            // The file is damaged. Apps fetch the new key when a signature does not fit the old one.
            key.Dispose();
            return null;
        }
    }

    private RSA Make()
    {
        var key = RSA.Create(Bits);
        if (_file is null)
            return key;
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        var half = $"{_file}.new";
        File.WriteAllText(half, key.ExportPkcs8PrivateKeyPem());
        File.Move(half, _file, overwrite: true);
        return key;
    }

    /// <summary>RFC 7638.</summary>
    private static string Thumbprint(RSAParameters key) =>
        Encode(SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"e":"{{Encode(key.Exponent)}}","kty":"RSA","n":"{{Encode(key.Modulus)}}"}""")));

    private static string Encode(byte[]? bytes) => Base64Url.EncodeToString(bytes);
}
