using System.IO.Hashing;
using System.Text;

namespace Eci.Messaging;

/// <summary>Ordering keys are compared as 64-bit hashes: two keys that collide merely wait for each other.</summary>
internal static class OrderKey
{
    public static long? Hash(string tenantId, string? key) =>
        key is null ? null : unchecked((long)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes($"{tenantId}\n{key}")));
}
