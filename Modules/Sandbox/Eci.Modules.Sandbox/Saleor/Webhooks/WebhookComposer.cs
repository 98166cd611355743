using System.Text.Json;
using System.Text.Json.Nodes;
using Eci.Modules.Sandbox.Saleor.Api;
using Eci.Modules.Sandbox.Saleor.Model;
using GraphQL.SystemTextJson;

namespace Eci.Modules.Sandbox.Saleor.Webhooks;

/// <summary>Writes webhooks for the apps that subscribe to what has happened.</summary>
internal sealed class WebhookComposer(ShopApi api, DeliveryBook book)
{
    private const string AnyEvent = "ANY_EVENTS";

    private readonly GraphQLSerializer _serializer = new(new ShopErrors());

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
                        book.Add(Address(webhook, happened, app, body, request.Origin));
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

    /// <summary>What the subscription selects, with the errors of what it may not see; null when it selects nothing, which is not sent.</summary>
    public async Task<byte[]?> BodyAsync(AppWebhook webhook, ShopEvent happened, ShopRequest request, byte[] legacyBody)
    {
        if (webhook.Query is null)
            return legacyBody;
        var result = await api.SelectAsync(webhook.Query, happened, request);
        var answer = JsonNode.Parse(_serializer.Serialize(result))!;
        if (answer["data"] is not JsonObject data || Selected(data) is not { } body)
            return null;
        if (answer["errors"] is { } errors)
            body["errors"] = errors.DeepClone();
        return JsonSerializer.SerializeToUtf8Bytes(body);
    }

    /// <summary>Fields of <c>event</c> as they are; roots by channel with the wrapper <c>data</c>.</summary>
    private static JsonObject? Selected(JsonObject data)
    {
        if (data.TryGetPropertyValue("event", out var selected))
            return IsEmpty(selected) ? null : selected!.DeepClone().AsObject();
        return data.All(root => IsEmpty(root.Value)) ? null : new JsonObject { ["data"] = data.DeepClone() };
    }

    private static bool IsEmpty(JsonNode? value) => value is not JsonObject { Count: > 0 };
}
