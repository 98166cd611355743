using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Eci.Web.Webhooks;

/// <summary>
/// Strict reading of query strings. The framework's own reading keeps broken escapes as text and ignores the case of names, so that two
/// different requests could look the same.
/// </summary>
internal static class QueryText
{
    private const int StackLimit = 256;

    private static readonly SearchValues<char> Encoded = SearchValues.Create("%+");

    /// <summary>True when the encoded name means exactly this one.</summary>
    public static bool Equals(ReadOnlySpan<char> encodedName, string name) =>
        encodedName.SequenceEqual(name)
        || (encodedName.ContainsAny(Encoded) && TryDecode(encodedName, out var decoded) && string.Equals(decoded, name, StringComparison.Ordinal));

    /// <summary>Decodes form encoding; false when an escape is broken or the bytes are not UTF-8.</summary>
    public static bool TryDecode(ReadOnlySpan<char> encoded, out string text)
    {
        if (!encoded.ContainsAny(Encoded) && Ascii.IsValid(encoded))
        {
            text = encoded.ToString();
            return true;
        }

        text = string.Empty;
        var rented = encoded.Length > StackLimit ? ArrayPool<byte>.Shared.Rent(encoded.Length) : null;
        try
        {
            var bytes = rented ?? stackalloc byte[StackLimit];
            if (!TryDecode(encoded, bytes, out var length) || !Utf8.IsValid(bytes[..length]))
                return false;
            text = Encoding.UTF8.GetString(bytes[..length]);
            return true;
        }
        finally
        {
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>True when the text can be stored, logged and written as XML: no control characters, line separators or non-characters.</summary>
    public static bool IsPlain(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return true;
        foreach (var c in text)
        {
            if (c is '\uFFFE' or '\uFFFF'
                || char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                return false;
        }

        return true;
    }

    private static bool TryDecode(ReadOnlySpan<char> encoded, Span<byte> bytes, out int length)
    {
        length = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            var c = encoded[i];
            if (c == '%')
            {
                if (i + 2 >= encoded.Length || !char.IsAsciiHexDigit(encoded[i + 1]) || !char.IsAsciiHexDigit(encoded[i + 2]))
                    return false;
                bytes[length++] = byte.Parse(encoded.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                i += 2;
            }
            else if (char.IsAscii(c))
            {
                bytes[length++] = c == '+' ? (byte)' ' : (byte)c;
            }
            else
            {
                return false;
            }
        }

        return true;
    }
}
