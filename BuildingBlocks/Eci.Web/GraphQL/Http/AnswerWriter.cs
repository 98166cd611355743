using System.Globalization;
using GraphQL;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Eci.Web.GraphQL.Http;

/// <summary>Writes answers to HTTP.</summary>
internal sealed class AnswerWriter(IGraphQLTextSerializer serializer)
{
    private const int RetryAfterSeconds = 10;

    public async Task WriteAsync(HttpContext http, string mediaType, Answer answer)
    {
        var response = http.Response;
        response.StatusCode = answer.HidesStatus && mediaType == ResponseMediaType.Json ? StatusCodes.Status200OK : answer.Status;
        response.ContentType = mediaType;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        AddStatusHeader(http, response);
        await serializer.WriteAsync(response.Body, answer.Result, http.RequestAborted);
    }

    private static void AddStatusHeader(HttpContext http, HttpResponse response)
    {
        switch (response.StatusCode)
        {
            case StatusCodes.Status401Unauthorized:
                var wrong = http.Request.Headers.ContainsKey(HeaderNames.Authorization);
                response.Headers.WWWAuthenticate = wrong ? "Bearer error=\"invalid_token\"" : "Bearer";
                break;
            case StatusCodes.Status405MethodNotAllowed:
                response.Headers.Allow = HttpMethods.Post;
                break;
            case StatusCodes.Status429TooManyRequests:
            case StatusCodes.Status503ServiceUnavailable:
                response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
                break;
        }
    }
}
