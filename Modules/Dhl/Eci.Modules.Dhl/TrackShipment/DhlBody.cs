using System.Text;
using Eci.Carriers;

namespace Eci.Modules.Dhl.TrackShipment;

/// <summary>Reads bodies up to a size.</summary>
internal static class DhlBody
{
    /// <summary>Far more than the longest history of a parcel.</summary>
    public const int MaxBytes = 2 * 1024 * 1024;

    private const int BufferSize = 16 * 1024;

    /// <summary>The body as text; bytes that are no characters become replacement characters.</summary>
    /// <exception cref="CarrierAnswerException">It is larger than allowed, or breaks off.</exception>
    public static async Task<string> ReadAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > maxBytes)
            throw TooLarge(maxBytes);
        using var body = new MemoryStream();
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            var buffer = new byte[BufferSize];
            for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                if (body.Length + read > maxBytes)
                    throw TooLarge(maxBytes);
                await body.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new CarrierAnswerException("DHL's answer breaks off.", e);
        }

        body.Position = 0;
        using var reader = new StreamReader(body, EncodingOf(content));
        return await reader.ReadToEndAsync(cancellationToken);
    }

    private static CarrierAnswerException TooLarge(int maxBytes) => new($"DHL's answer is larger than {maxBytes} bytes.");

    private static Encoding EncodingOf(HttpContent content)
    {
        try
        {
            return content.Headers.ContentType?.CharSet is { } name ? Encoding.GetEncoding(name.Trim('"')) : Encoding.UTF8;
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }
}
