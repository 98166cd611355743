using Microsoft.AspNetCore.Http;

namespace Eci.Modules.Sandbox.Ups;

/// <summary>One entry of UPS's error answer.</summary>
internal sealed record UpsError(string Code, string Message)
{
    public static UpsError InvalidAuthentication { get; } = new("250002", "Invalid Authentication Information.");

    public static UpsError TokenExpired { get; } = new("251004", "Bearer Token expired");

    public static UpsError TooManyRequests { get; } = new("10429", "Too Many Requests");

    public static UpsError InvalidNumber { get; } = new("TV1002", "Invalid inquiry number");

    public static IResult Answer(int status, string code, string message) => Answer(status, new UpsError(code, message));

    public static IResult Answer(int status, UpsError error) => Results.Json(new UpsErrorAnswer(new UpsErrorList([error])), statusCode: status);
}

internal sealed record UpsErrorAnswer(UpsErrorList Response);

internal sealed record UpsErrorList(IReadOnlyList<UpsError> Errors);
