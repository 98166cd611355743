using System.Text.Json;
using Eci.Modules.Sandbox.Saleor.Api;
using Eci.Modules.Sandbox.Saleor.Model;
using GraphQL.SystemTextJson;

namespace Eci.Modules.Sandbox.Saleor.Webhooks;

/// <summary>Writes webhooks for the apps that subscribe to what has happened.</summary>
internal sealed class WebhookComposer(ShopApi api, DeliveryBook book)
{
    private const string AnyEvent = "ANY_EVENTS";

    private readonly GraphQLSerializer _serializer = new();

    public async Task ComposeAsync(ShopData data, IReadOnlyList<ShopEvent> events, DateTimeOffset now, string origin)
    {
        foreach (var happened in events)
        {
            happened.At = now;
            foreach (var app in data.Apps.All.Where(app => app.IsActive is true))
            {
                var request = new ShopRequest(data, app, now, origin);
                foreach (var webhook in app.Webhooks.Where(webhook => webhook.Events.Contains(happened.Topic) || webhook.Events.Contains(AnyEvent)))
                {
                    if (await BodyAsync(webhook, happened, request, LegacyPayload.Of(happened)) is { } body)
                        book.Add(Address(webhook, happened, app, body, origin));
                }
            }
        }
    }

    public static Parcel Address(AppWebhook webhook, ShopEvent happened, App app, byte[] body, string origin) => new(
        happened.Topic.ToLowerInvariant(),
        happened.Subject,
        app.Id,
        webhook.TargetUrl,
        body,
        new Uri(origin).Authority,
        $"{origin}{SaleorSimulator.ApiPath}",
        webhook.CustomHeaders);

    /// <summary>What the subscription selects; null when it selects nothing, which is not sent.</summary>
    public async Task<byte[]?> BodyAsync(AppWebhook webhook, ShopEvent happened, ShopRequest request, byte[] legacyBody)
    {
        if (webhook.Query is null)
            return legacyBody;
        var result = await api.SelectAsync(webhook.Query, happened, request);
        using var json = JsonDocument.Parse(_serializer.Serialize(result));
        if (!json.RootElement.TryGetProperty("data", out var data) || data.ValueKind is not JsonValueKind.Object)
            return null;
        if (data.TryGetProperty("event", out var selected))
            return IsEmpty(selected) ? null : JsonSerializer.SerializeToUtf8Bytes(selected);
        return data.EnumerateObject().All(root => IsEmpty(root.Value)) ? null : JsonSerializer.SerializeToUtf8Bytes(new { data });
    }

    private static bool IsEmpty(JsonElement value) => value.ValueKind is not JsonValueKind.Object || !value.EnumerateObject().Any();
}
