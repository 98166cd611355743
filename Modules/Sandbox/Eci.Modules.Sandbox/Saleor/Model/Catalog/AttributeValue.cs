using System.Globalization;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>One value of an attribute.</summary>
internal sealed class AttributeValue(int number, string slug, string name, AttributeInputTypeEnum inputType)
{
    [Id]
    public string Id { get; } = GlobalId.Of(nameof(AttributeValue), number.ToString(CultureInfo.InvariantCulture));

    public string? Name => name;

    public string? Slug => slug;

    public string? Value => "";

    public AttributeInputTypeEnum? InputType => inputType;

    public string? PlainText => inputType is AttributeInputTypeEnum.PlainText ? name : null;

    public JsonText? RichText => null;

    public bool? Boolean => inputType is AttributeInputTypeEnum.Boolean ? name == "Yes" : null;

    public ShopFile? File => null;

    public DateOnly? Date => null;

    public DateTimeOffset? DateTime => null;

    [Id]
    public string? Reference => null;
}

/// <summary>A file of an attribute.</summary>
[Name("File")]
internal sealed record ShopFile(string Url, string? ContentType);
