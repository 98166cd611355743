using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Eci.Core;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.IntegrationTests.Outages;

/// <summary>What callers and orchestrators are told by a host whose database fails, and that it goes on afterwards.</summary>
internal sealed class Outage(EciTestHost host)
{
    /// <summary>Settings with which a host gives up soon.</summary>
    public static IReadOnlyDictionary<string, string?> Impatient { get; } = new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["Eci:Webhooks:StorageTimeout"] = "00:00:01",
        ["Eci:GraphQL:Timeout"] = "00:00:01",
    };

    private const string Caller = "tr_caller.1";
    private const string Parcel = "01906000683796";
    private const string Query = $$"""{ packageByTrackingId(trackingId: "{{Parcel}}") { events { time } } }""";

    /// <summary>Longest time an answer may take with <see cref="Impatient"/> settings.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(30);

    /// <summary>503, when to come back, and why in words that programs and people understand.</summary>
    public async Task AssertPushRefusedAsync(string pushId)
    {
        using var answer = await PushAsync(pushId).WaitAsync(Bound);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(answer.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.That(problem.GetProperty("code").GetString(), Is.EqualTo("storage_unavailable"));
        Assert.That(problem.GetProperty("traceId").GetString(), Is.EqualTo(answer.Headers.GetValues("eci-trace-id").Single()));
    }

    public async Task AssertQueryRefusedAsync()
    {
        using var answer = await AskAsync().WaitAsync(Bound);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(answer.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
        var error = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0];
        Assert.That(error.GetProperty("extensions").GetProperty("code").GetString(), Is.EqualTo("SERVICE_UNAVAILABLE"));
        Assert.That(error.GetProperty("extensions").GetProperty("traceId").GetString(), Is.EqualTo(Caller));
        Assert.That(error.GetProperty("message").GetString(), Does.Not.Contain("sql").IgnoreCase);
    }

    /// <summary>The process lives, but wants no traffic.</summary>
    public async Task AssertNotReadyAsync()
    {
        using var live = await host.Client.GetAsync("/health/live").WaitAsync(Bound);
        Assert.That(live.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        using var ready = await host.Client.GetAsync("/health/ready").WaitAsync(Bound);
        Assert.That(ready.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That((await ready.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString(), Is.EqualTo("Unhealthy"));
    }

    /// <summary>Pushes are taken and handled again, each once; what was refused before may be sent again.</summary>
    public async Task AssertRecoveredAsync(string pushId)
    {
        await Eventually.Async(() => SucceedsAsync(PushAsync(pushId)), Recovery, "that pushes are taken again");
        await Eventually.Async(() => SucceedsAsync(host.Client.GetAsync("/health/ready")), Recovery, "that the host is ready again");
        await Eventually.Async(async () => await EventsAsync() > 0, Recovery, "that the push is handled");
        using var again = await PushAsync(pushId);
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await EventsAsync(), Is.EqualTo(1));
    }

    public async Task<int> EventsAsync()
    {
        using var answer = await AskAsync();
        var data = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data");
        return data.GetProperty("packageByTrackingId").GetProperty("events").GetArrayLength();
    }

    private static async Task<bool> SucceedsAsync(Task<HttpResponseMessage> asking)
    {
        using var answer = await asking;
        return answer.IsSuccessStatusCode;
    }

    private Task<HttpResponseMessage> PushAsync(string pushId) => host.Client.GetAsync(
        $"/api/v1/tracking/dpd/{DemoTenant.DpdWebhookId}?pushid={pushId}&pnr={Parcel}&depot=0998&status=delivery_carload&statusdate=05012026100200");

    private async Task<HttpResponseMessage> AskAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/graphql") { Content = JsonContent.Create(new { query = Query }) };
        request.Headers.Add("eci-trace-id", Caller);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", DemoTenant.ApiKey);
        return await host.Client.SendAsync(request);
    }
}
