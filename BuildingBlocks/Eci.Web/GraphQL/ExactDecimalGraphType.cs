using System.Globalization;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Eci.Web.GraphQL;

/// <summary>The scalar <c>Decimal</c>: an exact number, written without trailing zeros whatever the database keeps: 49.9.</summary>
public sealed class ExactDecimalGraphType : ScalarGraphType
{
    /// <summary>Dividing by it takes trailing zeros away.</summary>
    private const decimal One = 1.0000000000000000000000000000m;

    public ExactDecimalGraphType()
    {
        Name = "Decimal";
        Description = "An exact decimal number: 49.9.";
    }

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLIntValue number => Parse(number.Value.ToString()),
        GraphQLFloatValue number => Parse(number.Value.ToString()),
        GraphQLNullValue => null,
        _ => ThrowLiteralConversionError(value),
    };

    public override object? ParseValue(object? value) => value switch
    {
        decimal or null => value,
        int or long or double or System.Numerics.BigInteger => Parse(((IFormattable)value).ToString(format: null, CultureInfo.InvariantCulture)),
        _ => ThrowValueConversionError(value),
    };

    public override object? Serialize(object? value) => value switch
    {
        decimal number => number / One,
        null => null,
        _ => ThrowSerializationError(value),
    };

    private static decimal Parse(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
