using System.CommandLine;
using System.Globalization;
using Eci.Modules.OutgoingWebhooks.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Eci.Host.Commands;

/// <summary><c>webhook-endpoint create | list | enable | disable | rotate | test | delete | deliveries | resend</c>.</summary>
internal static class WebhookEndpointCommands
{
    private const int MostRows = 1000;
    private const int UsualGraceHours = 24;

    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON." };
    private static readonly Option<string> Tenant = new("--tenant") { Description = "Id or name of the tenant.", Required = true };
    private static readonly Argument<string> Endpoint = new("id") { Description = "Id of the endpoint (whe_...)." };
    private static readonly string[] EndpointColumns = ["ID", "URL", "EVENTS", "STATE", "SINCE", "DESCRIPTION"];
    private static readonly string[] DeliveryColumns = ["ID", "ENDPOINT", "EVENT", "STATUS", "ATTEMPTS", "ANSWER", "CREATED AT", "NEXT ATTEMPT", "NOTE"];

    public static Command Create() => new("webhook-endpoint", "Addresses of a tenant that its events are sent to.")
    {
        CreateEndpoint(),
        List(),
        Change("enable", "Switches an endpoint on.", (endpoints, id, token) => endpoints.SetEnabledAsync(id, enabled: true, token), "on"),
        Change("disable", "Switches an endpoint off: nothing is sent or kept for it.", (endpoints, id, token) => endpoints.SetEnabledAsync(id, enabled: false, token), "off"),
        Change("delete", "Forgets an endpoint and its secrets; the log of its deliveries stays.", (endpoints, id, token) => endpoints.DeleteAsync(id, token), "deleted"),
        Rotate(),
        Test(),
        Deliveries(),
        Resend(),
    };

    private static Command CreateEndpoint()
    {
        var url = new Argument<string>("url") { Description = "Where events go." };
        var description = new Option<string?>("--description") { Description = "For people." };
        var events = new Option<string[]>("--event") { Description = "Event type; repeat it for several, leave it out for all.", DefaultValueFactory = _ => [] };
        var command = new Command("create", "Subscribes an address; its secret is shown this once.") { url, description, events, Tenant, Json };
        command.SetAction(ForTenant(async (endpoints, parsed, token) => Show(
            parsed, await endpoints.CreateAsync(parsed.GetValue(url)!, parsed.GetValue(description), parsed.GetValue(events)!, token))));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Lists endpoints, the oldest first.") { Tenant, Json };
        command.SetAction(ForTenant(async (endpoints, parsed, token) =>
            Write(parsed, await endpoints.ListAsync(token), EndpointColumns, Row, "The tenant has no webhook endpoint.")));
        return command;
    }

    private static Command Change(
        string name, string description, Func<IWebhookEndpoints, string, CancellationToken, Task<WebhookEndpointInfo>> work, string done)
    {
        var command = new Command(name, description) { Endpoint, Tenant, Json };
        command.SetAction(ForTenant(async (endpoints, parsed, token) =>
        {
            var endpoint = await work(endpoints, parsed.GetValue(Endpoint)!, token);
            return Say(parsed, endpoint, $"Webhook endpoint {endpoint.Id} is {done}.");
        }));
        return command;
    }

    private static Command Rotate()
    {
        var grace = new Option<int>("--grace-hours") { Description = "How long old secrets go on signing too.", DefaultValueFactory = _ => UsualGraceHours };
        var command = new Command("rotate", "Makes a new secret, which is shown this once.") { Endpoint, grace, Tenant, Json };
        command.SetAction(ForTenant(async (endpoints, parsed, token) =>
            Show(parsed, await endpoints.RotateSecretAsync(parsed.GetValue(Endpoint)!, parsed.GetValue(grace), token))));
        return command;
    }

    private static Command Test()
    {
        var command = new Command("test", "Sends a test event, once; 'deliveries' shows what became of it.") { Endpoint, Tenant, Json };
        command.SetAction(ForTenant(async (endpoints, parsed, token) =>
        {
            var delivery = await endpoints.TestAsync(parsed.GetValue(Endpoint)!, token);
            return Say(parsed, delivery, $"The running host sends {delivery.Id} as soon as possible.");
        }));
        return command;
    }

    private static Command Deliveries()
    {
        var endpoint = new Argument<string?>("id") { Description = "Only of this endpoint.", Arity = ArgumentArity.ZeroOrOne };
        var limit = new Option<int>("--limit") { Description = $"At most so many, up to {MostRows}.", DefaultValueFactory = _ => 100 };
        var command = new Command("deliveries", "Shows the log, the newest first.") { endpoint, limit, Tenant, Json };
        command.SetAction(ForTenant(async (endpoints, parsed, token) => Write(
            parsed,
            await endpoints.DeliveriesAsync(parsed.GetValue(endpoint), Math.Clamp(parsed.GetValue(limit), 1, MostRows), token),
            DeliveryColumns,
            Row,
            "Nothing was sent.")));
        return command;
    }

    private static Command Resend()
    {
        var delivery = new Argument<string>("deliveryId") { Description = "Id of the delivery (msg_...)." };
        var command = new Command("resend", "Sends an event again, with the same id.") { delivery, Tenant, Json };
        command.SetAction(ForTenant(async (endpoints, parsed, token) =>
        {
            var resent = await endpoints.ResendAsync(parsed.GetValue(delivery)!, token);
            return Say(parsed, resent, $"The running host sends {resent.Id} again as soon as possible.");
        }));
        return command;
    }

    private static int Show(ParseResult parsed, WebhookSecretShown shown) => Say(
        parsed,
        new { WebhookEndpoint = shown.Endpoint, shown.Secret },
        $"Webhook endpoint {shown.Endpoint.Id} signs with the secret below. Keep it: it is shown this once.\n{shown.Secret}");

    private static int Say<T>(ParseResult parsed, T document, string sentence)
    {
        if (parsed.GetValue(Json))
            Output.WriteJson(document);
        else
            Console.WriteLine(sentence);
        return 0;
    }

    private static int Write<T>(ParseResult parsed, IReadOnlyList<T> found, string[] columns, Func<T, string[]> row, string ifNone)
    {
        if (parsed.GetValue(Json))
            Output.WriteJson(found);
        else if (found.Count == 0)
            Console.WriteLine(ifNone);
        else
            Output.WriteTable(columns, found.Select(row));
        return 0;
    }

    private static string[] Row(WebhookEndpointInfo endpoint) =>
    [
        endpoint.Id,
        endpoint.Url,
        endpoint.EventTypes.Count == 0 ? "all" : string.Join(' ', endpoint.EventTypes),
        endpoint.Enabled ? "ON" : $"OFF ({endpoint.DisabledReason})",
        Time(endpoint.DisabledAt ?? endpoint.CreatedAt),
        endpoint.Description ?? string.Empty,
    ];

    private static string[] Row(WebhookDeliveryInfo delivery) =>
    [
        delivery.Id,
        delivery.EndpointId,
        delivery.EventType,
        delivery.Status,
        delivery.Attempts.ToString(CultureInfo.InvariantCulture),
        delivery.StatusCode?.ToString(CultureInfo.InvariantCulture) ?? "-",
        Time(delivery.CreatedAt),
        Time(delivery.NextAttemptAt),
        delivery.Note ?? string.Empty,
    ];

    private static string Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";

    private static Func<ParseResult, CancellationToken, Task<int>> ForTenant(Func<IWebhookEndpoints, ParseResult, CancellationToken, Task<int>> work) =>
        (parsed, cancellationToken) => EciCommands.WithServicesAsync(async services =>
        {
            await using var scope = await CommandScope.OfTenantAsync(services, parsed.GetValue(Tenant)!, cancellationToken);
            if (scope is null)
                return ExitCodes.Refused;
            try
            {
                return await work(scope.Services.GetRequiredService<IWebhookEndpoints>(), parsed, cancellationToken);
            }
            catch (WebhookRefusedException refusal)
            {
                return Output.Refuse(refusal.Message);
            }
            catch (DbUpdateConcurrencyException)
            {
                return Output.Refuse("It was changed at the same time; try again.");
            }
        });
}
