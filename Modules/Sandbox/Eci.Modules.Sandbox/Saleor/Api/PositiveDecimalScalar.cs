using System.Globalization;
using Eci.Modules.Sandbox.Saleor.Model;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>A decimal number of at least zero, as a number or a text.</summary>
internal sealed class PositiveDecimalScalar : ScalarGraphType
{
    public PositiveDecimalScalar() => Name = "PositiveDecimal";

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLNullValue => null,
        GraphQLIntValue number => ParseValue((string)number.Value),
        GraphQLFloatValue number => ParseValue((string)number.Value),
        GraphQLStringValue text => ParseValue((string)text.Value),
        _ => ThrowLiteralConversionError(value),
    };

    public override object? ParseValue(object? value)
    {
        if (value is null)
            return null;
        var known = decimal.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        return known && number >= 0 ? number : ThrowValueConversionError(value);
    }

    public override object? Serialize(object? value) => value;
}

/// <summary>Metadata as a JSON object.</summary>
internal sealed class MetadataScalar : ScalarGraphType
{
    public MetadataScalar() => Name = "Metadata";

    public override object? ParseValue(object? value) => ThrowValueConversionError(value);

    public override object? Serialize(object? value) => value is MetadataMap map ? map.Values : null;
}
