using System.Globalization;

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
    string? Field = null)
{
    /// <summary>No answer at all until the caller gives up; nothing is done.</summary>
    public const string TimeOut = "timeout";

    /// <summary>The connection breaks after what was asked is done.</summary>
    public const string Lost = "lost-answer";

    /// <summary>The connection breaks within the answer.</summary>
    public const string CutOff = "cut-off";

    /// <summary>A complete answer whose JSON ends too early.</summary>
    public const string Malformed = "malformed";

    /// <summary>A web page with status 200.</summary>
    public const string Html = "html";

    /// <summary>Status 200 without a body.</summary>
    public const string Empty = "empty";

    /// <summary>A mutation does nothing and says why in its <c>errors</c>.</summary>
    public const string MutationError = "mutation-error";

    /// <summary>Errors in place of data.</summary>
    private static readonly IReadOnlyList<string> Errors = [ShopError.PermissionDenied, ShopError.ExpiredSignature, ShopError.InvalidToken];

    public static IReadOnlyList<string> Kinds { get; } =
        ["400", "401", "403", "404", "429", "500", "502", "503", "504", TimeOut, Lost, CutOff, Malformed, Html, Empty, MutationError, .. Errors];

    /// <summary>Status to answer with; null when the kind is none.</summary>
    public int? Status => int.TryParse(Kind, NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : null;

    public bool IsError => Errors.Contains(Kind);

    /// <summary>What is wrong with the order; null when nothing is.</summary>
    public string? Problem() =>
        !Kinds.Contains(Kind) ? $"kind must be one of {string.Join(", ", Kinds)}."
        : Count is < 1 or > 1000 ? "count must be between 1 and 1000."
        : null;
}

/// <summary>Failures that are still to be shown.</summary>
internal sealed class ShopFailures
{
    private readonly Lock _gate = new();
    private readonly List<ShopFailure> _orders = [];

    public void Order(ShopFailure failure)
    {
        lock (_gate)
            _orders.Add(failure);
    }

    /// <summary>The failure that a call with the document must show; null for none.</summary>
    public ShopFailure? Next(string document, bool isMutation)
    {
        lock (_gate)
        {
            var index = _orders.FindIndex(order =>
                (order.Operation is null || document.Contains(order.Operation, StringComparison.Ordinal))
                && (isMutation || order.Kind != ShopFailure.MutationError));
            if (index < 0)
                return null;
            var failure = _orders[index];
            if (failure.Count > 1)
                _orders[index] = failure with { Count = failure.Count - 1 };
            else
                _orders.RemoveAt(index);
            return failure;
        }
    }

    public void Clear()
    {
        lock (_gate)
            _orders.Clear();
    }
}
