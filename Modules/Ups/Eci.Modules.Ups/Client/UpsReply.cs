using System.Net;
using System.Text;
using Eci.Carriers;

namespace Eci.Modules.Ups.Client;

/// <summary>An answer of UPS, whatever it says.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The whole body.</param>
/// <param name="RetryAfter">How long to wait, when it says so.</param>
internal sealed record UpsReply(HttpStatusCode Status, string Body, TimeSpan? RetryAfter = null)
{
    private const int FirstBuffer = 16 * 1024;
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>Takes an answer in.</summary>
    /// <exception cref="CarrierAnswerException">The body is longer than <paramref name="longest"/> bytes.</exception>
    public static async Task<UpsReply> ReadAsync(HttpResponseMessage answer, int longest, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[FirstBuffer];
        var length = 0;
        for (int read; (read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken)) > 0;)
        {
            length += read;
            if (length > longest)
                throw new CarrierAnswerException($"UPS's answer is longer than {longest} bytes.");
            if (length == buffer.Length)
                Array.Resize(ref buffer, Math.Min(length * 2, longest + 1));
        }

        return new UpsReply(answer.StatusCode, Encoding.UTF8.GetString(buffer, 0, length).TrimStart(ByteOrderMark), answer.RetryAfter(now));
    }
}
