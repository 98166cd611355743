using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Eci.Modules.Saleor.Payments;

/// <summary>Saleor's ids: base 64 of a type, a colon and the key of the row.</summary>
internal static class SaleorIds
{
    public const string TransactionItem = "TransactionItem";

    /// <summary>The type; empty when it is no such id.</summary>
    public static string TypeOf(string id) => Parts(id) is [var type, _] ? type : string.Empty;

    /// <summary>The key when it is a number; else -1.</summary>
    public static long NumberOf(string id) =>
        Parts(id) is [_, var key] && long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static string[] Parts(string id)
    {
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(id.Length)];
        return Convert.TryFromBase64String(id, bytes, out var written) ? Encoding.UTF8.GetString(bytes, 0, written).Split(':', 2) : [];
    }
}
