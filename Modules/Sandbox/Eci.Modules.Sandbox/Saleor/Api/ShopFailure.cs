using System.Globalization;
using Eci.Modules.Sandbox.Failing;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>Asks the API to fail: body of <c>POST /sandbox/saleor/control/failures</c>.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="Count">How many calls fail.</param>
/// <param name="Operation">Only documents with this text fail, a name of an operation or of a field; null for any.</param>
/// <param name="RetryAfterSeconds">Sent as Retry-After with a status.</param>
/// <param name="Code">Code of a <see cref="MutationError"/>.</param>
/// <param name="Message">Its message.</param>
/// <param name="Field">Its field.</param>
internal sealed record ShopFailure(
    string Kind,
    int Count = 1,
    string? Operation = null,
    int? RetryAfterSeconds = null,
    string Code = "INVALID",
    string Message = "Failed on demand.",
    string? Field = null) : IFailureOrder
{
    /// <summary>A mutation does nothing and says why in its <c>errors</c>.</summary>
    public const string MutationError = "mutation-error";

    /// <summary>Errors in place of data.</summary>
    private static readonly IReadOnlyList<string> Errors = [ShopError.PermissionDenied, ShopError.ExpiredSignature, ShopError.InvalidToken];

    public static IReadOnlyList<string> Kinds { get; } =
    [
        "400", "401", "403", "404", "429", "500", "502", "503", "504", FailureKind.TimeOut, FailureKind.Lost, FailureKind.CutOff, FailureKind.Malformed,
        FailureKind.Html, FailureKind.Empty, MutationError, .. Errors,
    ];

    /// <summary>Status to answer with; null when the kind is none.</summary>
    public int? Status => int.TryParse(Kind, NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : null;

    public bool IsError => Errors.Contains(Kind);

    public bool Fits(string document, bool isMutation) =>
        (Operation is null || document.Contains(Operation, StringComparison.Ordinal)) && (isMutation || Kind != MutationError);

    /// <summary>What is wrong with the order; null when nothing is.</summary>
    public string? Problem() => this.ProblemAmong(Kinds);
}
