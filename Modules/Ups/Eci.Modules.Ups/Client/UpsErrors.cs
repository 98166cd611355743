using System.Net;
using System.Text.Json;
using Eci.Carriers;

namespace Eci.Modules.Ups.Client;

/// <summary>The errors of an answer: <c>{"response":{"errors":[{"code":"…","message":"…"}]}}</c>.</summary>
internal sealed class UpsErrors
{
    /// <summary>A number that UPS never gave out.</summary>
    public const string InvalidNumber = "TV1002";

    /// <summary>The client may not use the API; another token does not help.</summary>
    private const string NoAccess = "250003";

    private const string TooMany = "10429";
    private const int LongestCode = 20;
    private const int LongestMessage = 200;

    private readonly List<(string? Code, string? Message)> _errors;

    private UpsErrors(JsonElement? root) => _errors = root.Object("response").Objects("errors")
        .Select(error => (error.Text("code", LongestCode), error.Text("message", LongestMessage)))
        .Where(error => error is not (null, null))
        .ToList();

    public bool Any => _errors.Count > 0;

    public bool ForbidForGood => Has(NoAccess);

    public static UpsErrors In(JsonElement? root) => new(root);

    /// <summary>The errors of a body that may be anything.</summary>
    public static UpsErrors In(UpsReply reply)
    {
        try
        {
            using var json = JsonDocument.Parse(reply.Body);
            return new UpsErrors(json.RootElement);
        }
        catch (JsonException)
        {
            return new UpsErrors(root: null);
        }
    }

    public bool Has(string code) => _errors.Any(error => string.Equals(error.Code, code, StringComparison.Ordinal));

    /// <summary>The exception that an answer without success means.</summary>
    /// <param name="reply">The answer.</param>
    /// <param name="question">What was asked: "the question for a package".</param>
    public Exception Failure(UpsReply reply, string question)
    {
        var text = $"UPS answered {question} with {(int)reply.Status}{this}.";
        return reply.Status switch
        {
            HttpStatusCode.TooManyRequests => new CarrierThrottledException(text, reply.RetryAfter),
            _ when Has(TooMany) => new CarrierThrottledException(text, reply.RetryAfter),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new CarrierRefusedException(text),
            HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => new HttpRequestException(text, inner: null, reply.Status),
            _ => new CarrierAnswerException(text),
        };
    }

    public override string ToString() => string.Concat(_errors.Select(error => $": {error.Code} {error.Message}".TrimEnd(' ', '.')));
}
