using System.Buffers;
using GraphQL;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Eci.Web.GraphQL.Http;

/// <summary>Reads GraphQL requests from HTTP and refuses what is none.</summary>
internal sealed class RequestReader(IOptions<GraphQLOptions> options, IGraphQLTextSerializer serializer)
{
    private readonly int _maxBodyBytes = options.Value.MaxBodyBytes;
    private readonly RequestParameters _parameters = new(options.Value, serializer);

    public async Task<Step<GraphQLRequest>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (HttpMethods.IsGet(request.Method))
            return _parameters.FromQueryString(request.Query);
        if (!IsJson(request.ContentType))
        {
            return Refusal.OfRequest(
                StatusCodes.Status415UnsupportedMediaType,
                GraphQLErrorCodes.UnsupportedMediaType,
                "The body must be sent as application/json in UTF-8.");
        }

        var body = await ReadBodyAsync(request, cancellationToken);
        return body.Refusal is { } refusal ? refusal : _parameters.FromJson(body.Value);
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private async Task<Step<byte[]>> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > _maxBodyBytes)
            return TooLarge();
        try
        {
            while (true)
            {
                var read = await request.BodyReader.ReadAsync(cancellationToken);
                if (read.Buffer.Length > _maxBodyBytes)
                {
                    request.BodyReader.AdvanceTo(read.Buffer.End);
                    return TooLarge();
                }

                if (read.IsCompleted)
                {
                    var body = read.Buffer.ToArray();
                    request.BodyReader.AdvanceTo(read.Buffer.End);
                    return body;
                }

                request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        catch (BadHttpRequestException exception)
        {
            return exception.StatusCode is StatusCodes.Status413PayloadTooLarge
                ? TooLarge()
                : Refusal.OfRequest(exception.StatusCode, GraphQLErrorCodes.BadRequest, "The body could not be read.");
        }
    }

    private Refusal TooLarge() => Refusal.OfRequest(
        StatusCodes.Status413PayloadTooLarge,
        GraphQLErrorCodes.BodyTooLarge,
        $"The body is larger than {_maxBodyBytes} bytes.");
}
