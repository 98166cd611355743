using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Eci.Modules.OutgoingWebhooks.Sending;

/// <summary>Secrets and signatures of Standard Webhooks, symmetric kind (<c>v1</c>).</summary>
internal static class SigningSecret
{
    private const string Prefix = "whsec_";
    private const string Version = "v1,";
    private const int Length = 32;

    public static byte[] New() => RandomNumberGenerator.GetBytes(Length);

    /// <summary>As the tenant is shown it.</summary>
    public static string Write(byte[] key) => Prefix + Convert.ToBase64String(key);

    /// <summary>The value of <c>webhook-signature</c>: one signature for each key, separated by blanks.</summary>
    public static string Sign(string id, long timestamp, string body, IEnumerable<byte[]> keys)
    {
        var content = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.{body}"));
        return string.Join(' ', keys.Select(key => Version + Convert.ToBase64String(HMACSHA256.HashData(key, content))));
    }
}
