using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Eci.IntegrationTests.Documents;

/// <summary>Compares what commands print with what a document shows. <c>…</c> stands for anything; JSON may be laid out in any way.</summary>
internal static class ExpectedOutput
{
    private const string Anything = "…";

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static bool Fits(string expected, string actual)
    {
        var pattern = string.Join(".*?", Normal(expected).Split(Anything).Select(Regex.Escape));
        return Regex.IsMatch(Normal(actual), $"\\A{pattern}\\z", RegexOptions.Singleline, TimeSpan.FromSeconds(5));
    }

    private static string Normal(string text)
    {
        try
        {
            return JsonNode.Parse(text)?.ToJsonString(Compact) ?? text;
        }
        catch (JsonException)
        {
            return string.Join('\n', text.Split('\n').Select(line => line.TrimEnd())).Trim();
        }
    }
}
