using System.Text.Json;
using System.Text.RegularExpressions;
using Eci.Core;
using Eci.Sync;

namespace Eci.Modules.Saleor.Client;

/// <summary>An error inside the result of a mutation.</summary>
/// <param name="Field">Part of the input; null: all of it.</param>
/// <param name="Message">Saleor's text.</param>
/// <param name="Code">Saleor's code.</param>
internal sealed record SaleorError(string? Field, string? Message, string? Code);

/// <summary>Turns errors of GraphQL into exceptions.</summary>
internal static partial class SaleorErrors
{
    /// <summary>Code of the exception when a query costs more than the shop allows.</summary>
    public const string TooExpensive = "QUERY_COST";

    private const int LongestMessage = 200;
    private const string CostMessage = "The query exceeds the maximum cost";

    private const string PermissionDenied = "PermissionDenied";

    private static readonly HashSet<string> TokenRefused = new(StringComparer.Ordinal)
    {
        "InvalidTokenError", "InvalidToken", "ExpiredSignatureError", "JSONWebTokenError", "DecodeError", "InvalidSignatureError",
    };

    /// <summary>The request itself is at fault; anything else is the shop's own failure.</summary>
    private static readonly HashSet<string> Refused = new(StringComparer.Ordinal)
    {
        "GraphQLError", "GraphQLSyntaxError", "ValidationError", "ValueError", "TypeError", "QueryError",
    };

    /// <summary>The exception that errors beside the data mean.</summary>
    public static Exception Failure(IReadOnlyList<SaleorTopError> errors)
    {
        if (errors.FirstOrDefault(IsOfToken) is { } refused)
            return new TokenRefusedException($"The shop refuses the token: {Sentence(refused)}");
        if (errors.FirstOrDefault(error => CodeOf(error) is PermissionDenied) is { } denied)
            return new SystemAccessDeniedException($"The shop refuses access: {Sentence(denied)}");
        if (errors.FirstOrDefault(IsCost) is { } cost)
            return new RecordRefusedException(TooExpensive, $"The query costs more than the shop allows: {Sentence(cost)}");
        var first = errors[0];
        return CodeOf(first) is { } code && !Refused.Contains(code)
            ? new SystemUnavailableException($"The shop failed with {StoredText.Of(code, LongestMessage)}.")
            : new RecordRefusedException(CodeOf(first), $"The shop refuses the request: {Sentence(first)}");
    }

    /// <summary>Nothing when a mutation succeeded.</summary>
    /// <exception cref="RecordRefusedException">It did not: field, message and code of its errors.</exception>
    public static void ThrowIfAny(IReadOnlyList<SaleorError>? errors)
    {
        if (errors is not { Count: > 0 })
            return;
        var first = errors[0];
        var field = first.Field is { Length: > 0 } name ? $" ({Clean(name)})" : string.Empty;
        var others = errors.Count > 1 ? $" And {errors.Count - 1} more." : string.Empty;
        throw new RecordRefusedException(first.Code, $"{first.Code}{field}: {Clean(first.Message)}{others}");
    }

    private static string? CodeOf(SaleorTopError error) => error.Extensions?.Exception?.Code;

    /// <summary>
    /// Saleor takes somebody with a token that it does not know for a stranger, who sees the little that is public: that the app itself, which
    /// every query asks for, cannot be seen is the sign.
    /// </summary>
    private static bool IsOfToken(SaleorTopError error) =>
        TokenRefused.Contains(CodeOf(error) ?? string.Empty)
            || (CodeOf(error) is PermissionDenied && error.Path is [{ ValueKind: JsonValueKind.String } field] && field.ValueEquals(SaleorOperation.AppField));

    private static bool IsCost(SaleorTopError error) =>
        error.Extensions?.Cost is { ValueKind: JsonValueKind.Object }
            || error.Message?.StartsWith(CostMessage, StringComparison.Ordinal) is true;

    private static string Sentence(SaleorTopError error) => $"{CodeOf(error)} {Clean(error.Message)}".Trim();

    /// <summary>Values that the hub sent are repeated in quotes or braces, and addresses anywhere: neither is kept.</summary>
    private static string Clean(string? message) =>
        StoredText.Of(Values().Replace(message ?? string.Empty, "…"), LongestMessage);

    [GeneratedRegex("""\{.*\}|"[^"]*"|'[^']*@[^']*'|\S+@\S+""", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Values();
}
