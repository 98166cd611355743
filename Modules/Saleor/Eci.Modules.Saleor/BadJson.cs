using System.Text.Json;

namespace Eci.Modules.Saleor;

/// <summary>What reading JSON of strangers fails with.</summary>
internal static class BadJson
{
    /// <summary>True for text that is no JSON, and for texts in it that are no Unicode, which shows only when they are read.</summary>
    public static bool IsCause(Exception exception) => exception is JsonException or InvalidOperationException;
}
