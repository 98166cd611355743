using System.Security.Cryptography;
using System.Text;
using Eci.Core;
using Microsoft.AspNetCore.Http;

namespace Eci.Web.Webhooks;

/// <summary>How a third party proves that a call is its own.</summary>
public interface IWebhookSignature<in TApp>
    where TApp : App
{
    /// <summary>Checks the proof over the raw bytes, in a time that does not depend on how wrong it is.</summary>
    bool Accepts(HttpRequest request, ReadOnlySpan<byte> body, TApp app, WebhookTarget target, DateTimeOffset now);
}

/// <summary>A header that holds one of the webhook's secrets. A webhook without secrets accepts nobody.</summary>
/// <param name="header">Name of the header.</param>
/// <param name="prefix">Text before the secret, for example <c>"Bearer "</c>.</param>
public sealed class SecretHeader(string header, string prefix = "") : IWebhookSignature<App>
{
    private const int MaxLength = 1024;

    public bool Accepts(HttpRequest request, ReadOnlySpan<byte> body, App app, WebhookTarget target, DateTimeOffset now)
    {
        var values = request.Headers[header];
        if (values.Count != 1 || values[0] is not { Length: <= MaxLength } text || !text.StartsWith(prefix, StringComparison.Ordinal))
            return false;
        var secret = Encoding.UTF8.GetBytes(text, prefix.Length, text.Length - prefix.Length);
        var accepted = false;
        foreach (var known in target.Secrets)
            accepted |= known.Accepts(secret, now);
        return accepted;
    }
}

/// <summary>A header that holds the hexadecimal HMAC-SHA256 of the body, made with a key that the app keeps.</summary>
/// <param name="header">Name of the header.</param>
/// <param name="keys">All keys accepted now; several while one is being replaced.</param>
/// <param name="prefix">Text before the digits, for example <c>"sha256="</c>.</param>
public sealed class HmacHeader<TApp>(string header, Func<TApp, IEnumerable<byte[]>> keys, string prefix = "") : IWebhookSignature<TApp>
    where TApp : App
{
    public bool Accepts(HttpRequest request, ReadOnlySpan<byte> body, TApp app, WebhookTarget target, DateTimeOffset now)
    {
        var values = request.Headers[header];
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (values.Count != 1
            || values[0] is not { } text
            || text.Length != prefix.Length + (2 * given.Length)
            || !text.StartsWith(prefix, StringComparison.Ordinal)
            || Convert.FromHexString(text.AsSpan(prefix.Length), given, out _, out _) != System.Buffers.OperationStatus.Done)
            return false;
        var accepted = false;
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var key in keys(app))
        {
            HMACSHA256.HashData(key, body, expected);
            accepted |= CryptographicOperations.FixedTimeEquals(given, expected);
        }

        return accepted;
    }
}
