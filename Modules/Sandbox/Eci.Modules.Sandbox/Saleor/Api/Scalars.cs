using System.Globalization;
using Eci.Modules.Sandbox.Saleor.Model;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>A scalar that travels as a text.</summary>
internal abstract class TextScalar<T> : ScalarGraphType
    where T : struct
{
    protected TextScalar(string name) => Name = name;

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLNullValue => null,
        GraphQLStringValue text => Read((string)text.Value) ?? ThrowLiteralConversionError(value),
        _ => ThrowLiteralConversionError(value),
    };

    public override object? ParseValue(object? value) => value switch
    {
        null or T => value,
        string text => Read(text) ?? ThrowValueConversionError(value),
        _ => ThrowValueConversionError(value),
    };

    public override object? Serialize(object? value) => value is T known ? Write(known) : value is null ? null : ThrowSerializationError(value);

    protected abstract T? Read(string text);

    protected abstract string Write(T value);
}

internal sealed class DateTimeScalar() : TextScalar<DateTimeOffset>("DateTime")
{
    protected override DateTimeOffset? Read(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value) ? value : null;

    protected override string Write(DateTimeOffset value) => Text(value);

    /// <summary>With microseconds, as Python writes it.</summary>
    public static string Text(DateTimeOffset value) => value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff+00:00", CultureInfo.InvariantCulture);
}

internal sealed class DateScalar() : TextScalar<DateOnly>("Date")
{
    protected override DateOnly? Read(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value) ? value : null;

    protected override string Write(DateOnly value) => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

internal sealed class UuidScalar() : TextScalar<Guid>("UUID")
{
    protected override Guid? Read(string text) => Guid.TryParse(text, out var value) ? value : null;

    protected override string Write(Guid value) => value.ToString();
}

internal sealed class JsonStringScalar() : TextScalar<JsonText>("JSONString")
{
    protected override JsonText? Read(string text) => new JsonText(text);

    protected override string Write(JsonText value) => value.Value;
}
