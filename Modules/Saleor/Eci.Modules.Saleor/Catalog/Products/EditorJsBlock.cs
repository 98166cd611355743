using System.Text.Json;

namespace Eci.Modules.Saleor.Catalog.Products;

/// <summary>A block of Editor.js.</summary>
/// <param name="Type">Kind: <c>paragraph</c>, <c>header</c>, <c>list</c> ...</param>
/// <param name="Data">Depends on the kind.</param>
internal sealed record EditorJsBlock(string Type, JsonElement Data)
{
    private const int MaxDepth = 8;

    /// <summary>Its texts with inline tags: one, or one per item of a list or row of a table.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            if (Text("text") is { } text)
                return [text];
            if (Items.ToList() is { Count: > 0 } items)
                return items;
            return [.. Rows.Select(row => string.Join(" | ", row))];
        }
    }

    /// <summary>Entries of a list, whatever its version writes them as, with those of its lists.</summary>
    public IEnumerable<string> Items => Member(Data, "items") is { ValueKind: JsonValueKind.Array } items ? ItemsOf(items, depth: 0) : [];

    /// <summary>Cells of a table.</summary>
    public IEnumerable<IEnumerable<string>> Rows => Member(Data, "content") is { ValueKind: JsonValueKind.Array } rows
        ? rows.EnumerateArray().Where(row => row.ValueKind is JsonValueKind.Array).Select(row => row.EnumerateArray().Select(AsText).OfType<string>())
        : [];

    public string? Text(string name) => Member(Data, name) is { } member ? AsText(member) : null;

    public int? Number(string name) => Member(Data, name) is { ValueKind: JsonValueKind.Number } member && member.TryGetInt32(out var number) ? number : null;

    /// <summary>The blocks of a document; null when it is none.</summary>
    public static IReadOnlyList<EditorJsBlock>? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Member(document.RootElement, "blocks") is { ValueKind: JsonValueKind.Array } blocks
                ? [.. blocks.EnumerateArray().Select(Block).OfType<EditorJsBlock>()]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static EditorJsBlock? Block(JsonElement block) =>
        Member(block, "type") is { } type && AsText(type) is { } name && Member(block, "data") is { ValueKind: JsonValueKind.Object } data
            ? new EditorJsBlock(name, data.Clone())
            : null;

    private static IEnumerable<string> ItemsOf(JsonElement items, int depth)
    {
        foreach (var item in items.EnumerateArray())
        {
            if ((AsText(item) ?? ContentOf(item)) is { } text)
                yield return text;
            if (depth == MaxDepth || Member(item, "items") is not { ValueKind: JsonValueKind.Array } inner)
                continue;
            foreach (var below in ItemsOf(inner, depth + 1))
                yield return below;
        }
    }

    private static string? ContentOf(JsonElement item) => (Member(item, "content") ?? Member(item, "text")) is { } content ? AsText(content) : null;

    private static JsonElement? Member(JsonElement parent, string name) =>
        parent.ValueKind is JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : null;

    private static string? AsText(JsonElement element)
    {
        try
        {
            return element.ValueKind is JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a character, written as an escape.
            return null;
        }
    }
}
