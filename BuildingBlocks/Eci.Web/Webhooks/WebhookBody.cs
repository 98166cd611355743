using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Eci.Web.Webhooks;

/// <summary>Reads bodies as the raw bytes that signatures are computed over.</summary>
public static class WebhookBody
{
    /// <summary>The body; empty for GET; null when it is larger than the limit, in which case no more than the limit was read.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (HttpMethods.IsGet(request.Method))
            return ReadOnlyMemory<byte>.Empty;
        if (request.ContentLength > limit)
            return null;
        var body = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            var tooLarge = body.WrittenCount + read.Buffer.Length > limit;
            if (!tooLarge)
            {
                foreach (var part in read.Buffer)
                    body.Write(part.Span);
            }

            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (tooLarge)
                return null;
            if (read.IsCompleted)
                return body.WrittenMemory;
        }
    }
}
