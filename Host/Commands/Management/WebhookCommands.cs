using System.CommandLine;
using Eci.Core;
using Eci.Management.Webhooks;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Host.Commands.Management;

/// <summary><c>webhook create | rotate | revoke | list | delete</c>: addresses that third parties call.</summary>
internal sealed class WebhookCommands(ManagementRun run)
{
    private static readonly Argument<string> Id = new("webhookId") { Description = "Id of the webhook (wh_...)." };
    private static readonly string[] Columns = ["ID", "APP", "NAME", "URL", "SECRETS", "EXPIRES AT"];

    public static Command Create(ServicesRunner services)
    {
        var commands = new WebhookCommands(new ManagementRun(services));
        return new Command("webhook", "Addresses that third parties call.")
        {
            commands.Create(), commands.Rotate(), commands.Revoke(), commands.List(), commands.Delete(),
        };
    }

    private Command Create()
    {
        var app = new Option<string>("--app") { Description = "Id of the app.", Required = true };
        var name = new Option<string?>("--name") { Description = "For people." };
        var command = new Command("create", "Gives an app an address that its third party can call; the secret, where there is one, is shown once.")
        {
            app, name, ManagementOptions.Tenant, ManagementOptions.Json,
        };
        command.SetAction((parsed, token) => run.InTenantAsync(
            parsed,
            async services =>
            {
                var issued = await services.GetRequiredService<WebhookService>().CreateAsync(parsed.GetValue(app)!, parsed.GetValue(name), withSecret: null, token);
                Say(parsed, services, issued, "created");
            },
            token));
        return command;
    }

    private Command Rotate()
    {
        var grace = new Option<int>("--grace-hours")
        {
            Description = "How long the old secret or address is good; 0: no longer at once.",
            DefaultValueFactory = _ => WebhookService.UsualGraceHours,
        };
        var command = new Command("rotate", "Gives a webhook a new secret, or a new address where the address is the secret.")
        {
            Id, grace, ManagementOptions.Tenant, ManagementOptions.Json,
        };
        command.SetAction((parsed, token) => run.InTenantAsync(
            parsed,
            async services =>
            {
                var issued = await services.GetRequiredService<WebhookService>().RenewAsync(parsed.GetValue(Id)!, parsed.GetValue(grace), token);
                Say(parsed, services, issued, issued.Secret is null ? $"takes the place of {parsed.GetValue(Id)}" : "has a new secret");
            },
            token));
        return command;
    }

    private Command Revoke()
    {
        var id = new Argument<string>("secretId") { Description = "Id of the secret (wh_sec_...), see 'webhook list --json'." };
        var command = new Command("revoke", "Refuses a secret from now on.") { id, ManagementOptions.Tenant, ManagementOptions.Json };
        command.SetAction((parsed, token) => run.InTenantAsync(
            parsed,
            async services =>
            {
                var webhook = await services.GetRequiredService<WebhookService>().RevokeSecretAsync(parsed.GetValue(id)!, token);
                ManagementRun.Say(parsed, Document(services, webhook), $"Secret {parsed.GetValue(id)} is refused from now on.");
            },
            token));
        return command;
    }

    private Command List()
    {
        var app = new Option<string?>("--app") { Description = "Only of this app." };
        var command = new Command("list", "Lists the webhooks of a tenant.") { app, ManagementOptions.Tenant, ManagementOptions.Json };
        command.SetAction((parsed, token) => run.InTenantAsync(
            parsed,
            async services =>
            {
                var appId = parsed.GetValue(app);
                var found = await services.GetRequiredService<EciDbContext>().Set<IncomingWebhook>().AsNoTracking()
                    .Include(webhook => webhook.App).Include(webhook => webhook.Secrets)
                    .Where(webhook => appId == null || webhook.AppId == appId)
                    .OrderBy(webhook => webhook.AppId).ThenBy(webhook => webhook.CreatedAt).ThenBy(webhook => webhook.Id)
                    .ToListAsync(token);
                ManagementRun.List(parsed, found, w => Document(services, w), Columns, w => Row(services, w), "There are no webhooks.");
            },
            token));
        return command;
    }

    private Command Delete()
    {
        var command = new Command("delete", "Takes an address away at once.") { Id, ManagementOptions.Tenant, ManagementOptions.Json };
        command.SetAction((parsed, token) => run.InTenantAsync(
            parsed,
            async services =>
            {
                var webhook = await services.GetRequiredService<WebhookService>().DeleteAsync(parsed.GetValue(Id)!, token);
                ManagementRun.Say(parsed, new { webhook.Id, webhook.AppId }, $"Webhook {webhook.Id} deleted.");
            },
            token));
        return command;
    }

    private static void Say(ParseResult parsed, IServiceProvider services, IssuedWebhook issued, string done) => ManagementRun.Say(
        parsed,
        new { Webhook = Document(services, issued.Webhook), Url = UrlOf(services, issued.Webhook), issued.Secret },
        [
            $"Webhook {issued.Webhook.Id} {done}.",
            $"Address: {UrlOf(services, issued.Webhook)}",
            .. issued.Secret is { } secret ? [$"Secret, shown only now: {secret}"] : Array.Empty<string>(),
        ]);

    private static object Document(IServiceProvider services, IncomingWebhook webhook) => new
    {
        webhook.Id,
        webhook.AppId,
        webhook.Name,
        Url = UrlOf(services, webhook),
        webhook.ExpiresAt,
        webhook.CreatedAt,
        Secrets = webhook.Secrets.OrderBy(secret => secret.CreatedAt).Select(secret => new { secret.Id, secret.CreatedAt, secret.ExpiresAt }),
    };

    private static string[] Row(IServiceProvider services, IncomingWebhook webhook) =>
    [
        webhook.Id,
        webhook.AppId,
        webhook.Name ?? "-",
        UrlOf(services, webhook),
        webhook.Secrets.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ManagementRun.Time(webhook.ExpiresAt),
    ];

    private static string UrlOf(IServiceProvider services, IncomingWebhook webhook) => services.GetRequiredService<WebhookAddresses>().Of(webhook, webhook.App!);
}
