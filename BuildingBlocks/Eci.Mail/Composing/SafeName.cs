using System.Security.Cryptography;
using System.Text;

namespace Eci.Mail.Composing;

/// <summary>The form of our message id that file names and Message-Id headers can hold.</summary>
internal static class SafeName
{
    private const int Longest = 80;

    /// <summary>The id itself when it is safe; otherwise its safe part and a digest, so that different ids stay different.</summary>
    public static string Of(string messageId)
    {
        if (messageId.Length is > 0 and <= Longest && messageId.All(IsSafe))
            return messageId;

        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)).AsSpan(0, 12));
        return $"{string.Concat(messageId.Where(IsSafe).Take(Longest - 30))}-{digest}".TrimStart('-');
    }

    private static bool IsSafe(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';
}
