using System.Net.Http.Json;
using System.Text.Json;
using Eci.Core;

namespace Eci.CrashTests.Sync;

/// <summary>Asks a hub that may be dead at the moment, with the key of the demo tenant.</summary>
internal sealed class HubApi(Uri address) : IDisposable
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient _client = new(new SocketsHttpHandler { ConnectTimeout = RequestTimeout })
    {
        BaseAddress = address,
        Timeout = RequestTimeout,
        DefaultRequestHeaders = { { "Authorization", $"Bearer {DemoTenant.ApiKey}" } },
    };

    /// <summary>Repeats a mutation until it is answered without an error: mutations of the hub may be repeated.</summary>
    public async Task<JsonElement> InsistAsync(string query, object variables)
    {
        var start = TimeProvider.System.GetTimestamp();
        var last = "no answer";
        while (TimeProvider.System.GetElapsedTime(start) < Patience)
        {
            try
            {
                using var answer = await _client.PostAsJsonAsync("/api/graphql", new { query, variables });
                last = await answer.Content.ReadAsStringAsync();
                using var json = JsonDocument.Parse(last);
                if (json.RootElement.TryGetProperty("data", out var data) && !json.RootElement.TryGetProperty("errors", out _))
                    return data.Clone();
            }
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException or JsonException)
            {
                last = exception.Message;
            }

            await Task.Delay(Pause);
        }

        throw new TimeoutException($"The hub did not do what it was asked within {Patience.TotalSeconds} s: {last}");
    }

    public void Dispose() => _client.Dispose();
}
