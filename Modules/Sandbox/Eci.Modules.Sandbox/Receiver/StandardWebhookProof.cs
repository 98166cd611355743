using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Eci.Modules.Sandbox.Receiver;

/// <summary>Checks requests as a receiver of Standard Webhooks does: symmetric signatures, five minutes of tolerance.</summary>
internal static class StandardWebhookProof
{
    private const string SecretPrefix = "whsec_";
    private const string Version = "v1,";

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>The key behind a secret, with or without prefix and padding; null when it is none.</summary>
    public static byte[]? KeyOf(string secret)
    {
        var text = secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret[SecretPrefix.Length..] : secret;
        text = text.TrimEnd('=');
        text = text.PadRight((text.Length + 3) / 4 * 4, '=');
        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text, key, out var length) && length > 0 ? key[..length] : null;
    }

    /// <summary>True when the request is recent and signed with one of the secrets.</summary>
    /// <param name="id">Header <c>webhook-id</c>.</param>
    /// <param name="timestamp">Header <c>webhook-timestamp</c>.</param>
    /// <param name="signatures">Header <c>webhook-signature</c>.</param>
    /// <param name="body">The raw body.</param>
    /// <param name="secrets">Secrets of the receiver.</param>
    /// <param name="now">The receiver's clock.</param>
    public static bool Accepts(string? id, string? timestamp, string? signatures, string body, IEnumerable<string> secrets, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(id)
            || string.IsNullOrEmpty(signatures)
            || !long.TryParse(timestamp, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs((decimal)now.ToUnixTimeSeconds() - seconds) > (decimal)Tolerance.TotalSeconds)
            return false;
        var content = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}.{body}"));
        var given = signatures.Split(' ').Where(s => s.StartsWith(Version, StringComparison.Ordinal)).Select(s => Encoding.UTF8.GetBytes(s[Version.Length..])).ToList();
        return secrets.Select(KeyOf).OfType<byte[]>().Any(key =>
        {
            var expected = Encoding.UTF8.GetBytes(Convert.ToBase64String(HMACSHA256.HashData(key, content)));
            return given.Exists(signature => CryptographicOperations.FixedTimeEquals(signature, expected));
        });
    }
}
