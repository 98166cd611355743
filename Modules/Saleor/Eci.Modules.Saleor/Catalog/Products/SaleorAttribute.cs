using Eci.Modules.Saleor.Client;

namespace Eci.Modules.Saleor.Catalog.Products;

/// <summary>A property of a product or a variant.</summary>
internal sealed record SaleorAttribute(SaleorAttributeHead? Attribute, IReadOnlyList<SaleorAttributeValue>? Values);

internal sealed record SaleorAttributeHead(string? Name, string? InputType);

/// <summary>A value; which field holds it depends on the attribute.</summary>
internal sealed record SaleorAttributeValue
{
    public string? Name { get; init; }

    public string? Reference { get; init; }

    public string? RichText { get; init; }

    public string? PlainText { get; init; }

    public bool? Boolean { get; init; }

    public string? Date { get; init; }

    public string? DateTime { get; init; }

    public SaleorFile? File { get; init; }

    /// <summary>As text: times in ISO 8601, yes and no as <c>true</c> and <c>false</c>; null when there is none.</summary>
    public string? Text(string? inputType) => SaleorText.OrNull(inputType switch
    {
        "BOOLEAN" => Boolean switch { true => "true", false => "false", null => Name },
        "PLAIN_TEXT" => PlainText ?? Name,
        "RICH_TEXT" => EditorJs.ToPlainText(RichText) ?? Name,
        "FILE" => File?.Url ?? Name,
        "DATE" => Date ?? Name,
        "DATE_TIME" => DateTime ?? Name,
        "REFERENCE" or "SINGLE_REFERENCE" => Reference ?? Name,
        _ => Name,
    });
}

internal sealed record SaleorFile(string? Url);
