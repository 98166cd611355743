using System.CommandLine;
using Eci.Core;
using Eci.Management.Integrations;
using Eci.Management.Kinds;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Host.Commands.Management;

/// <summary><c>integration create | update | list | connect | disconnect | enable | disable</c>.</summary>
internal sealed class IntegrationCommands(ManagementRun run)
{
    private static readonly Argument<string> Id = new("integrationId") { Description = "Id of the integration (int_...), see 'integration list'." };
    private static readonly Argument<string> AppId = new("appId") { Description = "Id of the app (app_...)." };
    private static readonly Option<string?> Subscription = new("--subscription") { Description = "Id of the subscription that pays." };
    private static readonly string[] Columns = ["ID", "KIND", "NAME", "ENABLED", "SUBSCRIPTION", "APPS"];

    public static Command Create(ServicesRunner services)
    {
        var commands = new IntegrationCommands(new ManagementRun(services));
        return new Command("integration", "What tenants pay for: joins apps to a purpose.")
        {
            commands.Create(),
            commands.Update(),
            commands.List(),
            commands.Change("connect", "Lets an app take part.", (service, id, appId, token) => service.ConnectAsync(id, appId, token)),
            commands.Change("disconnect", "Ends the part of an app.", (service, id, appId, token) => service.DisconnectAsync(id, appId, token)),
            commands.Switch("enable", "Switches an integration on.", enabled: true),
            commands.Switch("disable", "Switches an integration off.", enabled: false),
        };
    }

    private Command Create()
    {
        var kind = new Option<string>("--kind") { Description = "Kind of integration.", DefaultValueFactory = _ => "tracking" };
        var name = new Option<string>("--name") { Description = "For people.", Required = true };
        var disabled = new Option<bool>("--disabled") { Description = "Switched off." };
        var apps = new Option<string[]>("--app") { Description = "Id of an app that takes part. May be repeated." };
        var command = new Command("create", "Creates an integration.")
        {
            kind, name, disabled, Subscription, apps, ManagementOptions.Set, ManagementOptions.Tenant, ManagementOptions.Json,
        };
        command.SetAction((parsed, token) => run.InTenantAsync(
            parsed,
            async services =>
            {
                var description = services.GetRequiredService<KindCatalog>().Integration(parsed.GetValue(kind)!);
                var integration = await services.GetRequiredService<IntegrationService>().CreateAsync(
                    description.Kind,
                    new NewIntegration(
                        parsed.GetValue(name),
                        !parsed.GetValue(disabled),
                        parsed.GetValue(Subscription),
                        parsed.GetValue(apps) ?? [],
                        GivenValues.Read(description.Settings, parsed.GetValue(ManagementOptions.Set)) ?? KindValues.None),
                    token);
                Say(parsed, services, integration, "created");
            },
            token));
        return command;
    }

    private Command Update()
    {
        var name = new Option<string?>("--name") { Description = "New name." };
        var command = new Command("update", "Changes an integration: what is given, and nothing else. An empty subscription takes it away.")
        {
            Id, name, Subscription, ManagementOptions.Set, ManagementOptions.Tenant, ManagementOptions.Json,
        };
        command.SetAction((parsed, token) => run.InTenantAsync(
            parsed,
            async services =>
            {
                var service = services.GetRequiredService<IntegrationService>();
                var description = services.GetRequiredService<KindCatalog>().Of(await service.RequireAsync(parsed.GetValue(Id)!, token));
                var subscription = parsed.GetValue(Subscription);
                var change = new IntegrationChange(
                    parsed.GetValue(name),
                    subscription is not null,
                    subscription is { Length: > 0 } ? subscription : null,
                    GivenValues.Read(description.Settings, parsed.GetValue(ManagementOptions.Set)));
                Say(parsed, services, await service.ChangeAsync(parsed.GetValue(Id)!, description.Kind, change, token), "changed");
            },
            token));
        return command;
    }

    private Command List()
    {
        var command = new Command("list", "Lists the integrations of a tenant.") { ManagementOptions.Tenant, ManagementOptions.Json };
        command.SetAction((parsed, token) => run.InTenantAsync(
            parsed,
            async services =>
            {
                var kinds = services.GetRequiredService<KindCatalog>();
                var found = await services.GetRequiredService<EciDbContext>().Set<Integration>().AsNoTracking().Include(integration => integration.Apps)
                    .OrderBy(integration => integration.Id).ToListAsync(token);
                ManagementRun.List(parsed, found, i => Document(kinds, i), Columns, i => Row(kinds, i), "There are no integrations.");
            },
            token));
        return command;
    }

    private Command Change(string verb, string description, Func<IntegrationService, string, string, CancellationToken, Task<Integration>> change)
    {
        var command = new Command(verb, description) { Id, AppId, ManagementOptions.Tenant, ManagementOptions.Json };
        command.SetAction((parsed, token) => run.InTenantAsync(
            parsed,
            async services => Say(
                parsed,
                services,
                await change(services.GetRequiredService<IntegrationService>(), parsed.GetValue(Id)!, parsed.GetValue(AppId)!, token),
                $"{verb}ed"),
            token));
        return command;
    }

    private Command Switch(string verb, string description, bool enabled)
    {
        var command = new Command(verb, description) { Id, ManagementOptions.Tenant, ManagementOptions.Json };
        command.SetAction((parsed, token) => run.InTenantAsync(
            parsed,
            async services => Say(
                parsed, services, await services.GetRequiredService<IntegrationService>().SetEnabledAsync(parsed.GetValue(Id)!, enabled, token), $"{verb}d"),
            token));
        return command;
    }

    private static void Say(ParseResult parsed, IServiceProvider services, Integration integration, string done) => ManagementRun.Say(
        parsed, Document(services.GetRequiredService<KindCatalog>(), integration), $"Integration {integration.Id} ({integration.Name}) {done}.");

    private static object Document(KindCatalog kinds, Integration integration) => new
    {
        integration.Id,
        kinds.Of(integration).Kind,
        integration.Name,
        integration.Enabled,
        integration.SubscriptionId,
        Settings = kinds.Of(integration).SettingsOf(integration),
        Apps = integration.Apps.OrderBy(link => link.AppId, StringComparer.Ordinal).Select(link => new { link.AppId, link.Role }),
    };

    private static string[] Row(KindCatalog kinds, Integration integration) =>
    [
        integration.Id,
        kinds.Of(integration).Kind,
        integration.Name,
        ManagementRun.YesOrNo(integration.Enabled),
        integration.SubscriptionId ?? "-",
        string.Join(' ', integration.Apps.Select(link => link.AppId).Order(StringComparer.Ordinal)),
    ];
}
