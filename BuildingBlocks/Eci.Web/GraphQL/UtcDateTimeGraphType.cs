using System.Globalization;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Eci.Web.GraphQL;

/// <summary>The scalar <c>DateTime</c>: a moment in UTC, written by ISO 8601 with <c>Z</c>, for example <c>2026-01-05T09:02:00Z</c>.</summary>
public sealed class UtcDateTimeGraphType : ScalarGraphType
{
    private const string Written = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";
    private const string Read = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";

    public UtcDateTimeGraphType()
    {
        Name = "DateTime";
        Description = "A moment in UTC, ISO 8601 with Z: 2026-01-05T09:02:00Z. Input may carry another offset.";
    }

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLStringValue text => Parse(text.Value.ToString()),
        GraphQLNullValue => null,
        _ => ThrowLiteralConversionError(value),
    };

    public override object? ParseValue(object? value) => value switch
    {
        string text => Parse(text),
        null => null,
        _ => ThrowValueConversionError(value),
    };

    public override object? Serialize(object? value) => value switch
    {
        DateTimeOffset moment => moment.UtcDateTime.ToString(Written, CultureInfo.InvariantCulture),
        null => null,
        _ => ThrowSerializationError(value),
    };

    private static DateTimeOffset Parse(string text) =>
        DateTimeOffset.ParseExact(text, Read, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
