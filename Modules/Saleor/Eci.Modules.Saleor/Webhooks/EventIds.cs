using System.Text.Json;

namespace Eci.Modules.Saleor.Webhooks;

/// <summary>Finds the ids in the body of an event: the fields of its subscription query, also when a root field and <c>data</c> wrap them.</summary>
internal static class EventIds
{
    private const int LongestId = 200;
    private const int MostIds = 500;

    /// <summary>The ids at a path; empty when what it leads to is null. Null when the body is not as the query asks for.</summary>
    public static IReadOnlyList<string>? Read(ReadOnlyMemory<byte> body, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var ids = new List<string>();
            return Collect(Unwrap(document.RootElement), path.Split('.'), ids) ? [.. ids.Distinct(StringComparer.Ordinal)] : null;
        }
        catch (JsonException)
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
