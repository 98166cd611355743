using System.CommandLine;
using Eci.Host.Commands.Management;
using Eci.Modules.Saleor.Contracts;
using Eci.Vocabulary;

namespace Eci.Host.Commands;

/// <summary><c>saleor install-link</c>.</summary>
internal static class SaleorCommands
{
    public static Command Create(ServicesRunner run) => new("saleor", "Saleor shops.") { InstallLink(new ManagementRun(run)) };

    private static Command InstallLink(ManagementRun run)
    {
        var type = new Option<string>("--type")
        {
            Description = "ENTITY_SYNC: orders, products, fulfilments; PREPAYMENT: a way to pay.",
            DefaultValueFactory = _ => WireName.Of(SaleorAppType.EntitySync),
        };
        type.AcceptOnlyFromAmong([.. Enum.GetValues<SaleorAppType>().Select(WireName.Of)]);
        var app = new Option<string?>("--app") { Description = "Id of the app; a new one is created when left out." };
        var name = new Option<string?>("--name") { Description = "Name of the new app." };
        var minutes = new Option<int?>("--minutes") { Description = "How long the link can be used; a day when left out." };
        var command = new Command("install-link", "Makes a link by which one shop can install an app, once.")
        {
            ManagementOptions.Tenant, type, app, name, minutes, ManagementOptions.Json,
        };
        command.SetAction((parsed, token) => run.InTenantAsync(parsed, async services =>
        {
            var wanted = new NewSaleorInstallLink(
                WireName.Parse<SaleorAppType>(parsed.GetValue(type)!),
                parsed.GetValue(app),
                parsed.GetValue(name),
                parsed.GetValue(minutes) is { } given ? TimeSpan.FromMinutes(given) : null);
            var link = await services.GetRequiredService<ISaleorInstallLinks>().CreateAsync(wanted, token);
            ManagementRun.Say(
                parsed,
                link,
                $"Manifest: {link.ManifestUrl}",
                $"App:      {link.AppId}",
                $"Good for one installation until {ManagementRun.Time(link.ExpiresAt)}. Enter the address in the shop's dashboard under Extensions.");
        }, token));
        return command;
    }
}
