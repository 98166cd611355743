using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Eci.Web.Problems;

/// <summary>A failure as callers see it: a status, a code that programs can rely on, and one fixed sentence for people.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable, lower snake case.</param>
/// <param name="Detail">Never holds what the caller sent or what an exception said.</param>
public sealed record Problem(int Status, string Code, string Detail)
{
    /// <summary>400: see <c>errors</c> for the fields.</summary>
    public static Problem InvalidRequest { get; } = new(StatusCodes.Status400BadRequest, "invalid_request", "The request is malformed.");

    /// <summary>401: the secret or signature is missing or wrong.</summary>
    public static Problem InvalidSignature { get; } =
        new(StatusCodes.Status401Unauthorized, "invalid_signature", "The secret or signature of the request is missing or wrong.");

    /// <summary>402: nothing that is paid for stands behind the webhook.</summary>
    public static Problem SubscriptionRequired { get; } =
        new(StatusCodes.Status402PaymentRequired, "subscription_required", "An active subscription is required.");

    /// <summary>403: switched off by the tenant.</summary>
    public static Problem IntegrationDisabled { get; } =
        new(StatusCodes.Status403Forbidden, "integration_disabled", "The integration is disabled by its owner.");

    /// <summary>404: the address belongs to no webhook of this kind.</summary>
    public static Problem WebhookNotFound { get; } =
        new(StatusCodes.Status404NotFound, "webhook_not_found", "No such webhook exists.");

    /// <summary>409: the request contradicts what is stored.</summary>
    public static Problem Conflict { get; } =
        new(StatusCodes.Status409Conflict, "conflict", "The request contradicts the current state.");

    /// <summary>413: the body is larger than the limit.</summary>
    public static Problem PayloadTooLarge { get; } =
        new(StatusCodes.Status413PayloadTooLarge, "payload_too_large", "The body of the request is too large.");

    /// <summary>414: the query is longer than the limit.</summary>
    public static Problem UriTooLong { get; } =
        new(StatusCodes.Status414UriTooLong, "uri_too_long", "The query of the request is too long.");

    /// <summary>429: come back after Retry-After.</summary>
    public static Problem TooManyRequests { get; } =
        new(StatusCodes.Status429TooManyRequests, "too_many_requests", "Too many requests; try again later.");

    /// <summary>500.</summary>
    public static Problem InternalError { get; } =
        new(StatusCodes.Status500InternalServerError, "internal_error", "The request failed; nothing was accepted.");

    /// <summary>503: the database cannot be used now; come back after Retry-After.</summary>
    public static Problem StorageUnavailable { get; } =
        new(StatusCodes.Status503ServiceUnavailable, "storage_unavailable", "The request could not be stored; try again later.");

    /// <summary>503: what is needed to check the signature cannot be had now; come back after Retry-After.</summary>
    public static Problem SignatureUnverifiable { get; } =
        new(StatusCodes.Status503ServiceUnavailable, "signature_unverifiable", "The signature cannot be checked now; try again later.");

    /// <summary>The status in words.</summary>
    public string Title => ReasonPhrases.GetReasonPhrase(Status) is { Length: > 0 } phrase ? phrase : "Error";

    /// <summary>The problem to show when only the status is known.</summary>
    public static Problem ForStatus(int status) => status switch
    {
        StatusCodes.Status400BadRequest => InvalidRequest,
        StatusCodes.Status401Unauthorized => new(status, "unauthorized", "Credentials are missing or wrong."),
        StatusCodes.Status403Forbidden => new(status, "forbidden", "The credentials do not allow this."),
        StatusCodes.Status404NotFound => new(status, "not_found", "Nothing exists at this address."),
        StatusCodes.Status405MethodNotAllowed => new(status, "method_not_allowed", "The address does not take this method; see the header Allow."),
        StatusCodes.Status406NotAcceptable => new(status, "not_acceptable", "None of the accepted media types can be produced."),
        StatusCodes.Status408RequestTimeout => new(status, "request_timeout", "The request took too long to arrive."),
        StatusCodes.Status409Conflict => Conflict,
        StatusCodes.Status413PayloadTooLarge => PayloadTooLarge,
        StatusCodes.Status414UriTooLong => UriTooLong,
        StatusCodes.Status415UnsupportedMediaType => new(status, "unsupported_media_type", "The address does not take this media type."),
        StatusCodes.Status429TooManyRequests => TooManyRequests,
        StatusCodes.Status503ServiceUnavailable => StorageUnavailable,
        >= 400 and < 500 => new(status, "invalid_request", "The request cannot be served."),
        _ => new(status, "internal_error", InternalError.Detail),
    };
}

/// <summary>What is wrong with one field of a request.</summary>
/// <param name="Field">Name as the caller wrote it.</param>
/// <param name="Detail">Completes a sentence that starts with the name; never holds the value.</param>
public sealed record FieldError(string Field, string Detail);
