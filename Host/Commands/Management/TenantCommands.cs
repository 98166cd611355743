using System.CommandLine;
using Eci.Core;
using Eci.Management;
using Eci.Management.Tenants;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Host.Commands.Management;

/// <summary><c>tenant create | list | show | rename</c>.</summary>
internal sealed class TenantCommands(ManagementRun run)
{
    private static readonly Argument<string> IdOrName = new("tenant") { Description = "Tenant id or name." };
    private static readonly string[] Columns = ["ID", "NAME", "CREATED AT"];

    public static Command Create(ServicesRunner services)
    {
        var commands = new TenantCommands(new ManagementRun(services));
        return new Command("tenant", "Shops and companies that use the hub.") { commands.Create(), commands.List(), commands.Show(), commands.Rename() };
    }

    private Command Create()
    {
        var name = new Option<string>("--name") { Description = "Unique name.", Required = true };
        var keyName = new Option<string?>("--key-name") { Description = "Name of its first API key." };
        var scopes = new Option<string[]>("--key-scope") { Description = "What that key may do; everything a tenant's key may unless given. May be repeated." };
        var command = new Command("create", "Creates a tenant with a subscription and its first API key, which is shown once.")
        {
            name, ManagementOptions.PaidUntil, keyName, scopes, ManagementOptions.Json,
        };
        command.SetAction((parsed, token) => run.OnTenantsAsync(async services =>
        {
            var keyScopes = parsed.GetValue(scopes) is { Length: > 0 } given ? given : null;
            var created = await services.GetRequiredService<TenantService>().CreateAsync(
                new NewTenant(parsed.GetValue(name), parsed.GetValue(ManagementOptions.PaidUntil), parsed.GetValue(keyName), keyScopes), token);
            ManagementRun.Say(
                parsed,
                new
                {
                    Tenant = Document(created.Tenant),
                    SubscriptionId = created.Subscription.Id,
                    created.Subscription.PaidUntil,
                    KeyId = created.Key.Id,
                    Key = created.Secret,
                    KeyScopes = created.Key.Scopes.Split(' '),
                },
                $"Tenant {created.Tenant.Id} created: {created.Tenant.Name}.",
                $"Subscription {created.Subscription.Id}, paid until {ManagementRun.Time(created.Subscription.PaidUntil)}.",
                $"API key {created.Key.Id}, shown only now: {created.Secret}");
        }));
        return command;
    }

    private Command List()
    {
        var command = new Command("list", "Lists tenants by name.") { ManagementOptions.Json };
        command.SetAction((parsed, token) => run.OnTenantsAsync(async services =>
        {
            var found = await services.GetRequiredService<EciDbContext>().Set<Tenant>().AsNoTracking().OrderBy(tenant => tenant.Name).ToListAsync(token);
            ManagementRun.List(parsed, found, Document, Columns, Row, "There are no tenants.");
        }));
        return command;
    }

    private Command Show()
    {
        var command = new Command("show", "Shows a tenant and how much belongs to it.") { IdOrName, ManagementOptions.Json };
        command.SetAction((parsed, token) => run.OnTenantsAsync(async services =>
        {
            var database = services.GetRequiredService<EciDbContext>();
            var tenant = await FindAsync(database, parsed, token);
            var apps = await database.Set<App>().CountAsync(app => app.TenantId == tenant.Id, token);
            var integrations = await database.Set<Integration>().CountAsync(integration => integration.TenantId == tenant.Id, token);
            var subscriptions = await database.Set<Subscription>().CountAsync(subscription => subscription.TenantId == tenant.Id, token);
            ManagementRun.Say(
                parsed,
                new { tenant.Id, tenant.Name, tenant.CreatedAt, Apps = apps, Integrations = integrations, Subscriptions = subscriptions },
                $"{tenant.Id}  {tenant.Name}, since {ManagementRun.Time(tenant.CreatedAt)}",
                $"{apps} apps, {integrations} integrations, {subscriptions} subscriptions");
        }));
        return command;
    }

    private Command Rename()
    {
        var name = new Option<string>("--name") { Description = "New unique name.", Required = true };
        var command = new Command("rename", "Gives a tenant another name.") { IdOrName, name, ManagementOptions.Json };
        command.SetAction((parsed, token) => run.OnTenantsAsync(async services =>
        {
            var tenant = await FindAsync(services.GetRequiredService<EciDbContext>(), parsed, token);
            var renamed = await services.GetRequiredService<TenantService>().RenameAsync(tenant.Id, parsed.GetValue(name), token);
            ManagementRun.Say(parsed, Document(renamed), $"Tenant {renamed.Id} is called {renamed.Name} now.");
        }));
        return command;
    }

    private static async Task<Tenant> FindAsync(EciDbContext database, ParseResult parsed, CancellationToken cancellationToken)
    {
        var wanted = parsed.GetValue(IdOrName)!;
        return await database.Set<Tenant>().AsNoTracking().Where(tenant => tenant.Id == wanted || tenant.Name == wanted).FirstOrDefaultAsync(cancellationToken)
            ?? throw new RefusedException("TENANT_NOT_FOUND", $"There is no tenant '{wanted}'.");
    }

    private static object Document(Tenant tenant) => new { tenant.Id, tenant.Name, tenant.CreatedAt };

    private static string[] Row(Tenant tenant) => [tenant.Id, tenant.Name, ManagementRun.Time(tenant.CreatedAt)];
}
