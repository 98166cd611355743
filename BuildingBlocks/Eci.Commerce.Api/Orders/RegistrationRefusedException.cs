using Eci.Web.GraphQL;

namespace Eci.Commerce.Api.Orders;

/// <summary>An order or package was not stored, and why. The message is meant for the caller.</summary>
public sealed class RegistrationRefusedException : Exception
{
    internal RegistrationRefusedException(string code, params IReadOnlyList<RefusedField> fields)
        : base(string.Join(" ", fields.Select(f => f.ToString())))
    {
        Code = code;
        Fields = fields;
    }

    internal RegistrationRefusedException(string code, string message, Exception innerException)
        : base(message, innerException)
    {
        Code = code;
        Fields = [];
    }

    /// <summary>Stable, SCREAMING_SNAKE_CASE.</summary>
    public string Code { get; }

    /// <summary>What is wrong with which field; empty when the fields are not to blame.</summary>
    public IReadOnlyList<RefusedField> Fields { get; }
}

/// <summary>A field whose value is not taken.</summary>
/// <param name="Path">Where it is in the input: <c>packages[0].trackingId</c>.</param>
/// <param name="Problem">What is wrong, as the rest of a sentence.</param>
public sealed record RefusedField(string Path, string Problem)
{
    public override string ToString() => $"'{Path}' {Problem}.";
}

/// <summary>Codes of refusals.</summary>
internal static class RefusalCodes
{
    public const string InvalidArgument = GraphQLErrorCodes.InvalidArgument;
    public const string AmbiguousTrackingId = "AMBIGUOUS_TRACKING_ID";
    public const string UnknownCarrier = "UNKNOWN_CARRIER";
    public const string PackageExists = "PACKAGE_EXISTS";
    public const string OrderNotFound = "ORDER_NOT_FOUND";
    public const string OrderKeptElsewhere = "ORDER_KEPT_ELSEWHERE";
    public const string OrderClosed = "ORDER_CLOSED";
    public const string PaymentExists = "PAYMENT_EXISTS";
    public const string PaymentNotFound = "PAYMENT_NOT_FOUND";
    public const string Conflict = "CONFLICT";
}
