using System.Text.Json;

namespace Eci.Modules.Saleor.Webhooks;

/// <summary>What the hub takes from the body of an event: fields of its subscription query, also when a root field and <c>data</c> wrap them.</summary>
/// <param name="Ids">What it is about; empty when the shop names nothing.</param>
/// <param name="IsDated">It says when it was issued, which tells it from others of the same content.</param>
internal sealed record EventContent(IReadOnlyList<string> Ids, bool IsDated)
{
    private const int LongestId = 200;
    private const int MostIds = 500;
    private const string IssuedAt = "issuedAt";

    /// <summary>Reads the ids at a path. Null when the body is not as the query asks for.</summary>
    public static EventContent? Read(ReadOnlyMemory<byte> body, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = Unwrap(document.RootElement);
            var ids = new List<string>();
            return Collect(root, path.Split('.'), ids) ? new EventContent([.. ids.Distinct(StringComparer.Ordinal)], HasDate(root)) : null;
        }
        catch (Exception exception) when (BadJson.IsCause(exception))
        {
            return null;
        }
    }

    private static JsonElement Unwrap(JsonElement root)
    {
        if (root.ValueKind is not JsonValueKind.Object || !root.TryGetProperty("data", out var data) || data.ValueKind is not JsonValueKind.Object)
            return root;
        using var fields = data.EnumerateObject();
        return fields.MoveNext() ? fields.Current.Value : data;
    }

    private static bool HasDate(JsonElement root) =>
        root.ValueKind is JsonValueKind.Object && root.TryGetProperty(IssuedAt, out var issued) && issued.ValueKind is JsonValueKind.String;

    private static bool Collect(JsonElement element, ReadOnlySpan<string> path, List<string> ids)
    {
        if (element.ValueKind is JsonValueKind.Null)
            return true;
        if (element.ValueKind is JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                if (!Collect(item, path, ids))
                    return false;
            }

            return ids.Count <= MostIds;
        }

        if (path.Length > 0)
            return element.ValueKind is JsonValueKind.Object && element.TryGetProperty(path[0], out var member) && Collect(member, path[1..], ids);
        if (element.ValueKind is not JsonValueKind.String || element.GetString() is not { Length: > 0 and <= LongestId } id || id.Any(char.IsControl))
            return false;
        ids.Add(id);
        return true;
    }
}
