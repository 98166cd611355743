using System.Net;
using System.Text.Json;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Web.Support;

/// <summary>Problem details as a caller sees them.</summary>
internal sealed record Answer(HttpStatusCode Status, string? Code, string Body, IReadOnlyList<string> Fields)
{
    /// <summary>Reads problem details and checks what holds for all of them.</summary>
    public static async Task<Answer> ProblemOfAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.That(response.Content.Headers.ContentType?.ToString(), Is.EqualTo("application/problem+json"), body);
        using var json = JsonDocument.Parse(body);
        var problem = json.RootElement;
        Assert.Multiple(() =>
        {
            Assert.That(problem.GetProperty("status").GetInt32(), Is.EqualTo((int)response.StatusCode));
            Assert.That(problem.GetProperty("type").GetString(), Is.EqualTo("about:blank"));
            Assert.That(problem.GetProperty("title").GetString(), Is.Not.Empty);
            Assert.That(problem.GetProperty("detail").GetString(), Is.Not.Empty);
            Assert.That(problem.GetProperty("traceId").GetString(), Is.EqualTo(response.Headers.GetValues("eci-trace-id").Single()));
        });
        var fields = problem.TryGetProperty("errors", out var errors)
            ? errors.EnumerateArray().Select(e => $"{e.GetProperty("field")} {e.GetProperty("detail")}").ToList()
            : [];
        return new Answer(response.StatusCode, problem.GetProperty("code").GetString(), body, fields);
    }
}
