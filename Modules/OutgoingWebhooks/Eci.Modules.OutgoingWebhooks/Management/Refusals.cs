using Eci.Modules.OutgoingWebhooks.Contracts;
using Eci.Web.GraphQL;

namespace Eci.Modules.OutgoingWebhooks.Management;

/// <summary>Why something is refused. The codes are stable.</summary>
internal static class Refusals
{
    public static WebhookRefusedException UnknownEndpoint() => new("WEBHOOK_ENDPOINT_NOT_FOUND", "There is no such webhook endpoint.");

    public static WebhookRefusedException UnknownDelivery() => new("WEBHOOK_DELIVERY_NOT_FOUND", "There is no such delivery.");

    public static WebhookRefusedException Disabled() => new("WEBHOOK_ENDPOINT_DISABLED", "The webhook endpoint is switched off; switch it on first.");

    public static WebhookRefusedException TooManyEndpoints(int most) => new("TOO_MANY_WEBHOOK_ENDPOINTS", $"A tenant has at most {most} webhook endpoints.");

    public static WebhookRefusedException TooManySecrets(int most) =>
        new("TOO_MANY_WEBHOOK_SECRETS", $"{most} secrets of the endpoint are valid; wait until one has expired, or rotate with a grace of 0 hours.");

    public static WebhookRefusedException Argument(string message) => new(GraphQLErrorCodes.InvalidArgument, message);
}
