using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Eci.IntegrationTests.GraphQL;

/// <summary>A request whose answer is, if all goes well, server-sent events.</summary>
internal sealed class EventStreamClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _deadline = new(Patience);
    private readonly StreamReader _lines;

    private EventStreamClient(HttpResponseMessage answer, Stream body)
    {
        Answer = answer;
        _lines = new StreamReader(body);
    }

    public HttpResponseMessage Answer { get; }

    public static async Task<EventStreamClient> OpenAsync(HttpClient client, string query, string? key, object? variables = null, string accept = "text/event-stream")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/graphql") { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new EventStreamClient(answer, await answer.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event or comment, its lines joined; null at the end.</summary>
    public async Task<string?> NextAsync()
    {
        List<string> lines = [];
        while (await _lines.ReadLineAsync(_deadline.Token) is { } line)
        {
            if (line.Length == 0)
                return string.Join('\n', lines);
            lines.Add(line);
        }

        return null;
    }

    /// <summary>The result of the next event, which must be one called <c>next</c>; comments are passed over.</summary>
    public async Task<JsonElement> ResultAsync()
    {
        const string start = "event: next\ndata: ";
        string? text;
        do
        {
            text = await NextAsync();
        }
        while (text == ":");
        if (text?.StartsWith(start, StringComparison.Ordinal) is not true)
            throw new InvalidDataException($"This is no result: {text}");
        return JsonSerializer.Deserialize<JsonElement>(text[start.Length..]);
    }

    /// <summary>The whole body of an answer that is no stream.</summary>
    public async Task<JsonElement> JsonAsync() => JsonSerializer.Deserialize<JsonElement>(await _lines.ReadToEndAsync(_deadline.Token));

    public void Dispose()
    {
        _lines.Dispose();
        Answer.Dispose();
        _deadline.Dispose();
    }
}
