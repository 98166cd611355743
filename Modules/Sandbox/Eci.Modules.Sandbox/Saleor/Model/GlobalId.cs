using System.Security.Cryptography;
using System.Text;

namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>Ids as Saleor shows them: Base64 of <c>Type:key</c>.</summary>
internal static class GlobalId
{
    public static string Of(string type, string key) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{type}:{key}"));

    /// <summary>A UUID that follows from what it stands for, so that a shop seeded again has the same ids.</summary>
    public static Guid Uuid(string type, long number)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{type}:{number}")).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>The parts of an id; null when it is none.</summary>
    public static (string Type, string Key)? Parse(string id)
    {
        Span<byte> bytes = stackalloc byte[256];
        if (id.Length > 300 || !Convert.TryFromBase64String(id, bytes, out var length))
            return null;
        var text = Encoding.UTF8.GetString(bytes[..length]);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 1 ? null : (text[..colon], text[(colon + 1)..]);
    }
}
