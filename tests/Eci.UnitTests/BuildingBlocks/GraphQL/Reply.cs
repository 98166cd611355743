using System.Net;
using System.Text.Json;

namespace Eci.UnitTests.BuildingBlocks.GraphQL;

/// <summary>An answer of the endpoint, taken apart.</summary>
internal sealed record Reply(HttpStatusCode Status, string? ContentType, string Text, HttpResponseMessage Message)
{
    private readonly Lazy<JsonElement> _json = new(() => JsonElement.Parse(Text));

    public JsonElement Json => _json.Value;

    public JsonElement Data => Json.GetProperty("data");

    public bool HasData => Json.TryGetProperty("data", out _);

    public IReadOnlyList<JsonElement> Errors => Json.TryGetProperty("errors", out var errors) ? [.. errors.EnumerateArray()] : [];

    /// <summary>The code of the first error; null without errors.</summary>
    public string? Code => Errors.Count == 0 ? null : Errors[0].GetProperty("extensions").GetProperty("code").GetString();

    public static async Task<Reply> ReadAsync(HttpResponseMessage response) =>
        new(response.StatusCode, response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsStringAsync(), response);
}
