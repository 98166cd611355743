using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Eci.Web.GraphQL.Connections;

/// <summary>Where in an ordered list a row stands, whatever is added or removed around it. Opaque to callers.</summary>
/// <param name="Order">Name of the sort key.</param>
/// <param name="Value">The row's value of it.</param>
/// <param name="Id">The row's id.</param>
internal sealed record Cursor(string Order, string Value, string Id)
{
    private const int Longest = 2048;

    public override string ToString() =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes((string[])[Order, Value, Id]));

    /// <summary>Null when the text is no cursor.</summary>
    public static Cursor? TryParse(string text)
    {
        if (text.Length > Longest || !Base64Url.IsValid(text))
            return null;
        try
        {
            return JsonSerializer.Deserialize<string?[]>(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text))) is [{ } order, { } value, { } id]
                ? new Cursor(order, value, id)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
