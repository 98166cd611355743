using System.CommandLine;
using Eci.Core;
using Eci.Management.Kinds;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Host.Commands.Management;

/// <summary><c>app list</c>.</summary>
internal static class AppListCommand
{
    private static readonly string[] Columns = ["ID", "KIND", "NAME", "ENABLED", "CREDENTIALS", "SCHEDULE"];

    public static Command Create(ManagementRun run)
    {
        var kind = new Option<string?>("--kind") { Description = "Only of this kind." };
        var command = new Command("list", "Lists the apps of a tenant.") { kind, ManagementOptions.Tenant, ManagementOptions.Json };
        command.SetAction((parsed, token) => run.InTenantAsync(
            parsed,
            async services =>
            {
                var kinds = services.GetRequiredService<KindCatalog>();
                var wanted = parsed.GetValue(kind) is { } name ? kinds.App(name).Kind : null;
                var found = await services.GetRequiredService<EciDbContext>().Set<App>().AsNoTracking()
                    .Where(app => wanted == null || EF.Property<string>(app, "Kind") == wanted)
                    .OrderBy(app => app.Id)
                    .ToListAsync(token);
                ManagementRun.List(parsed, found, app => Document(kinds, app), Columns, app => Row(kinds, app), "There are no apps.");
            },
            token));
        return command;
    }

    /// <summary>An app as JSON, without its credentials.</summary>
    public static object Document(KindCatalog kinds, App app) => new
    {
        app.Id,
        kinds.Of(app).Kind,
        app.Name,
        app.Enabled,
        Settings = kinds.Of(app).SettingsOf(app),
        HasCredentials = kinds.Of(app).HasCredentials(app),
        Cron = app.CronSchedule,
        TimeZone = app.CronTimeZone,
        TimeoutSeconds = app.CronTimeout?.TotalSeconds,
        app.CreatedAt,
        app.UpdatedAt,
    };

    private static string[] Row(KindCatalog kinds, App app) =>
    [
        app.Id,
        kinds.Of(app).Kind,
        app.Name,
        ManagementRun.YesOrNo(app.Enabled),
        ManagementRun.YesOrNo(kinds.Of(app).HasCredentials(app)),
        app.CronSchedule ?? "-",
    ];
}
