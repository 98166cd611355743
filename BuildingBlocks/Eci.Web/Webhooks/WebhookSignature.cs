using System.Security.Cryptography;
using System.Text;
using Eci.Core;
using Microsoft.AspNetCore.Http;

namespace Eci.Web.Webhooks;

/// <summary>How a third party proves that a call is its own.</summary>
public interface IWebhookSignature<in TApp>
    where TApp : App
{
    /// <summary>Checks the proof over the raw bytes, before anybody reads meaning into them.</summary>
    ValueTask<SignatureVerdict> CheckAsync(SignedCall call, TApp app, CancellationToken cancellationToken);
}

/// <summary>A call whose proof is to be checked.</summary>
/// <param name="Request">Its headers.</param>
/// <param name="Body">Its raw bytes.</param>
/// <param name="Target">The webhook.</param>
/// <param name="Now">UTC.</param>
public sealed record SignedCall(HttpRequest Request, ReadOnlyMemory<byte> Body, WebhookTarget Target, DateTimeOffset Now);

/// <summary>What a proof is worth.</summary>
public enum SignatureVerdict
{
    /// <summary>The call is the third party's own.</summary>
    Accepted,

    /// <summary>It is not, or nobody can tell from what was sent.</summary>
    Refused,

    /// <summary>What is needed to tell cannot be had now: the caller is to come back.</summary>
    Unknown,
}

/// <summary>A proof that can be checked with what the webhook's rows hold.</summary>
public abstract class StoredSignature<TApp> : IWebhookSignature<TApp>
    where TApp : App
{
    public ValueTask<SignatureVerdict> CheckAsync(SignedCall call, TApp app, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        var accepted = Accepts(call.Request, call.Body.Span, app, call.Target, call.Now);
        return ValueTask.FromResult(accepted ? SignatureVerdict.Accepted : SignatureVerdict.Refused);
    }

    /// <summary>Checks the proof in a time that does not depend on how wrong it is.</summary>
    public abstract bool Accepts(HttpRequest request, ReadOnlySpan<byte> body, TApp app, WebhookTarget target, DateTimeOffset now);
}

/// <summary>A header that holds one of the webhook's secrets. A webhook without secrets accepts nobody.</summary>
/// <param name="header">Name of the header.</param>
/// <param name="prefix">Text before the secret, for example <c>"Bearer "</c>.</param>
public sealed class SecretHeader(string header, string prefix = "") : StoredSignature<App>
{
    private const int MaxLength = 1024;

    public override bool Accepts(HttpRequest request, ReadOnlySpan<byte> body, App app, WebhookTarget target, DateTimeOffset now)
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
public sealed class HmacHeader<TApp>(string header, Func<TApp, IEnumerable<byte[]>> keys, string prefix = "") : StoredSignature<TApp>
    where TApp : App
{
    public override bool Accepts(HttpRequest request, ReadOnlySpan<byte> body, TApp app, WebhookTarget target, DateTimeOffset now)
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
