using System.Net.Http.Json;
using System.Text.Json;
using Eci.IntegrationTests.Tracking;
using Eci.Modules.OutgoingWebhooks.Data;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.OutgoingWebhooks.Support;

/// <summary>Endpoints in one host, whose sandbox receives; every test uses a tenant of its own.</summary>
internal abstract class WebhooksFixture(DatabaseKind kind) : TrackingFixture(kind)
{
    private const string Create = """
        mutation ($input: CreateWebhookEndpointInput!) {
          createWebhookEndpoint(input: $input) { secret webhookEndpoint { id url description eventTypes enabled secrets { id expiresAt } } }
        }
        """;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(40);

    protected RunningClock Clock { get; } = new();

    protected override void Configure(EciTestHostOptions options) => options.Time = Clock;

    /// <summary>Waits in the background of the host.</summary>
    protected static Task UntilAsync(Func<Task<bool>> condition, string what) => Eventually.Async(condition, Deadline, what);

    protected Task<JsonElement> CreateAsync(Shop shop, string url, params string[] eventTypes) =>
        AskAsync(Create, shop.Key, new { input = new { url, eventTypes } });

    /// <summary>Subscribes an address; the endpoint's id and secret.</summary>
    protected async Task<(string Id, string Secret)> SubscribeAsync(Shop shop, string url, params string[] eventTypes)
    {
        var made = Data(await CreateAsync(shop, url, eventTypes), "createWebhookEndpoint");
        return (made.GetProperty("webhookEndpoint").GetProperty("id").GetString()!, made.GetProperty("secret").GetString()!);
    }

    /// <summary>Asks for a mutation with an id.</summary>
    protected Task<JsonElement> AskForAsync(string mutation, string id, string? key, string fields = "{ id }") =>
        AskAsync($"mutation ($id: ID!) {{ {mutation}(id: $id) {fields} }}", key, new { id });

    protected static JsonElement Data(JsonElement answer, string field)
    {
        Assert.That(answer.TryGetProperty("errors", out var errors), Is.False, errors.ToString());
        return answer.GetProperty("data").GetProperty(field);
    }

    /// <summary>Address of a receiver in the sandbox.</summary>
    protected string Receiver(string name) => new Uri(Host.BaseAddress, $"/sandbox/receiver/{name}").AbsoluteUri;

    protected Task TeachAsync(string receiver, params string[] secrets) => ControlAsync(receiver, "secrets", new { secrets });

    protected Task AnswerAsync(string receiver, int status, int count = 1, double delaySeconds = 0, int? retryAfterSeconds = null, string? location = null) =>
        ControlAsync(receiver, "answers", new { status, count, delaySeconds, retryAfterSeconds, location });

    protected async Task<List<JsonElement>> ReceivedAsync(string receiver) => await Host.Client.GetFromJsonAsync<List<JsonElement>>(Receiver(receiver)) ?? [];

    /// <summary>Waits until so many requests came, and answers them.</summary>
    protected async Task<List<JsonElement>> ReceivedAsync(string receiver, int count)
    {
        await UntilAsync(async () => (await ReceivedAsync(receiver)).Count >= count, $"{count} webhooks");
        return await ReceivedAsync(receiver);
    }

    protected static JsonElement BodyOf(JsonElement call) => JsonDocument.Parse(call.GetProperty("body").GetString()!).RootElement;

    protected static string HeaderOf(JsonElement call, string name) => call.GetProperty("headers").GetProperty(name).GetString()!;

    protected Task<List<WebhookDelivery>> DeliveriesAsync(Shop shop) => Host.QueryAsync(db =>
        db.Set<WebhookDelivery>().AsNoTracking().Where(d => d.TenantId == shop.TenantId).OrderBy(d => d.CreatedAt).ThenBy(d => d.Id).ToListAsync());

    /// <summary>Waits until the shop's only delivery was tried so often.</summary>
    protected async Task<WebhookDelivery> TriedAsync(Shop shop, int attempts = 1)
    {
        await UntilAsync(async () => await DeliveriesAsync(shop) is [var only] && only.Attempts == attempts, $"{attempts} attempts");
        return (await DeliveriesAsync(shop)).Single();
    }

    /// <summary>The shop's attempts in their order.</summary>
    protected Task<List<WebhookAttempt>> AttemptsAsync(Shop shop) => Host.QueryAsync(db =>
        db.Set<WebhookAttempt>().AsNoTracking().Where(a => a.TenantId == shop.TenantId).OrderBy(a => a.Number).ToListAsync());

    protected Task<WebhookEndpoint> EndpointAsync(string id) => Host.QueryAsync(db => db.Set<WebhookEndpoint>().AsNoTracking().SingleAsync(e => e.Id == id));

    private async Task ControlAsync(string receiver, string what, object order)
    {
        using var answer = await Host.Client.PostAsJsonAsync($"{Receiver(receiver)}/control/{what}", order);
        Assert.That(answer.IsSuccessStatusCode, Is.True, await answer.Content.ReadAsStringAsync());
    }
}
