using System.CommandLine;
using Eci.Core;
using Eci.Management.Subscriptions;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Host.Commands.Management;

/// <summary><c>subscription create | set | list</c>.</summary>
internal sealed class SubscriptionCommands(ManagementRun run)
{
    private static readonly string[] Columns = ["ID", "PAID UNTIL", "CREATED AT"];

    public static Command Create(ServicesRunner services)
    {
        var commands = new SubscriptionCommands(new ManagementRun(services));
        return new Command("subscription", "What tenants have paid for.") { commands.Create(), commands.Set(), commands.List() };
    }

    private Command Create()
    {
        var command = new Command("create", "Creates a subscription.") { ManagementOptions.Tenant, ManagementOptions.PaidUntil, ManagementOptions.Json };
        command.SetAction((parsed, token) => run.InTenantAsync(
            parsed,
            async services =>
            {
                var subscription = await services.GetRequiredService<SubscriptionService>().CreateAsync(parsed.GetValue(ManagementOptions.PaidUntil), token);
                ManagementRun.Say(
                    parsed, Document(subscription), $"Subscription {subscription.Id} created, paid until {ManagementRun.Time(subscription.PaidUntil)}.");
            },
            token));
        return command;
    }

    private Command Set()
    {
        var id = new Argument<string>("subscriptionId") { Description = "Id of the subscription (sub_...)." };
        var command = new Command("set", "Sets until when a subscription is paid; without --paid-until it is not paid any more.")
        {
            id, ManagementOptions.Tenant, ManagementOptions.PaidUntil, ManagementOptions.Json,
        };
        command.SetAction((parsed, token) => run.InTenantAsync(
            parsed,
            async services =>
            {
                var subscription = await services.GetRequiredService<SubscriptionService>()
                    .ChangeAsync(parsed.GetValue(id)!, parsed.GetValue(ManagementOptions.PaidUntil), token);
                ManagementRun.Say(parsed, Document(subscription), $"Subscription {subscription.Id} is paid until {ManagementRun.Time(subscription.PaidUntil)}.");
            },
            token));
        return command;
    }

    private Command List()
    {
        var command = new Command("list", "Lists the subscriptions of a tenant.") { ManagementOptions.Tenant, ManagementOptions.Json };
        command.SetAction((parsed, token) => run.InTenantAsync(
            parsed,
            async services =>
            {
                var found = await services.GetRequiredService<EciDbContext>().Set<Subscription>().AsNoTracking().OrderBy(s => s.Id).ToListAsync(token);
                ManagementRun.List(parsed, found, Document, Columns, Row, "The tenant has no subscription.");
            },
            token));
        return command;
    }

    private static object Document(Subscription subscription) => new { subscription.Id, subscription.PaidUntil, subscription.CreatedAt };

    private static string[] Row(Subscription subscription) =>
        [subscription.Id, ManagementRun.Time(subscription.PaidUntil), ManagementRun.Time(subscription.CreatedAt)];
}
