using System.CommandLine;
using Eci.Core;
using Eci.Management.Apps;
using Eci.Management.Kinds;

namespace Eci.Host.Commands.Management;

/// <summary><c>app kinds | create | update | list | enable | disable | schedule | test | delete</c>.</summary>
internal sealed class AppCommands(ManagementRun run)
{
    private static readonly Argument<string> Id = new("appId") { Description = "Id of the app (app_...), see 'app list'." };
    private static readonly Option<string[]> Credential = new("--credential")
    {
        Description = "A credential as name=value, or name=- to read it from the standard input, one line each. May be repeated.",
    };

    public static Command Create(ServicesRunner services)
    {
        var run = new ManagementRun(services);
        var commands = new AppCommands(run);
        return new Command("app", "Accounts in third-party systems.")
        {
            AppKindsCommand.Create(services),
            commands.Create(),
            commands.Update(),
            AppListCommand.Create(run),
            commands.Switch("enable", "Switches an app on.", enabled: true),
            commands.Switch("disable", "Switches an app off.", enabled: false),
            commands.Schedule(),
            commands.Test(),
            commands.Delete(),
        };
    }

    private Command Create()
    {
        var kind = new Option<string>("--kind") { Description = "Kind of app, see 'app kinds'.", Required = true };
        var name = new Option<string>("--name") { Description = "For people.", Required = true };
        var disabled = new Option<bool>("--disabled") { Description = "Switched off." };
        var command = new Command("create", "Creates an app.")
        {
            kind, name, disabled, ManagementOptions.Set, Credential, ManagementOptions.Tenant, ManagementOptions.Json,
        };
        command.SetAction((parsed, token) => run.InTenantAsync(
            parsed,
            async services =>
            {
                var description = services.GetRequiredService<KindCatalog>().App(parsed.GetValue(kind)!);
                var app = await services.GetRequiredService<AppService>().CreateAsync(
                    description.Kind,
                    new NewApp(
                        parsed.GetValue(name),
                        !parsed.GetValue(disabled),
                        GivenValues.Read(description.Settings, parsed.GetValue(ManagementOptions.Set)) ?? KindValues.None,
                        GivenValues.Read(description.Credentials, parsed.GetValue(Credential)) ?? KindValues.None),
                    token);
                Say(parsed, services, app, "created");
            },
            token));
        return command;
    }

    private Command Update()
    {
        var name = new Option<string?>("--name") { Description = "New name." };
        var command = new Command("update", "Changes an app: what is given, and nothing else. Credentials are given as a whole.")
        {
            Id, name, ManagementOptions.Set, Credential, ManagementOptions.Tenant, ManagementOptions.Json,
        };
        command.SetAction((parsed, token) => run.InTenantAsync(
            parsed,
            async services =>
            {
                var apps = services.GetRequiredService<AppService>();
                var known = await apps.RequireAsync(parsed.GetValue(Id)!, token);
                var description = services.GetRequiredService<KindCatalog>().Of(known);
                var app = await apps.ChangeAsync(
                    known.Id,
                    description.Kind,
                    new AppChange(
                        parsed.GetValue(name),
                        GivenValues.Read(description.Settings, parsed.GetValue(ManagementOptions.Set)),
                        GivenValues.Read(description.Credentials, parsed.GetValue(Credential))),
                    token);
                Say(parsed, services, app, "changed");
            },
            token));
        return command;
    }

    private Command Switch(string verb, string description, bool enabled)
    {
        var command = new Command(verb, description) { Id, ManagementOptions.Tenant, ManagementOptions.Json };
        command.SetAction((parsed, token) => run.InTenantAsync(
            parsed,
            async services => Say(
                parsed, services, await services.GetRequiredService<AppService>().SetEnabledAsync(parsed.GetValue(Id)!, enabled, token), $"{verb}d"),
            token));
        return command;
    }

    private Command Schedule()
    {
        var cron = new Option<string?>("--cron") { Description = "Five fields, or six with seconds first." };
        var zone = new Option<string?>("--time-zone") { Description = "IANA name." };
        var timeout = new Option<int?>("--timeout") { Description = "Longest run, seconds." };
        var command = new Command("schedule", "Sets when the job of an app runs; what is left out is the default again.")
        {
            Id, cron, zone, timeout, ManagementOptions.Tenant, ManagementOptions.Json,
        };
        command.SetAction((parsed, token) => run.InTenantAsync(
            parsed,
            async services =>
            {
                var schedule = new AppSchedule(parsed.GetValue(cron), parsed.GetValue(zone), parsed.GetValue(timeout));
                var app = await services.GetRequiredService<AppService>().SetScheduleAsync(parsed.GetValue(Id)!, schedule, token);
                Say(parsed, services, app, $"scheduled: {app.CronSchedule ?? "by default"}");
            },
            token));
        return command;
    }

    private Command Test()
    {
        var command = new Command("test", "Asks the third party whether the account of an app works; exits with 1 when it does not.")
        {
            Id, ManagementOptions.Tenant, ManagementOptions.Json,
        };
        command.SetAction(async (parsed, token) =>
        {
            var works = false;
            var code = await run.InTenantAsync(
                parsed,
                async services =>
                {
                    var test = await services.GetRequiredService<ConnectionTester>().TestAsync(parsed.GetValue(Id)!, token);
                    works = test.Works;
                    ManagementRun.Say(
                        parsed,
                        new { test.Works, test.Message, test.CheckedAt, Milliseconds = (int)test.Duration.TotalMilliseconds },
                        $"{(works ? "Works" : "Does not work")}: {test.Message}");
                },
                token);
            return code == 0 && !works ? ExitCodes.Refused : code;
        });
        return command;
    }

    private Command Delete()
    {
        var command = new Command("delete", "Deletes an app that takes part in no integration and has no webhook.") { Id, ManagementOptions.Tenant, ManagementOptions.Json };
        command.SetAction((parsed, token) => run.InTenantAsync(
            parsed,
            async services => Say(parsed, services, await services.GetRequiredService<AppService>().DeleteAsync(parsed.GetValue(Id)!, token), "deleted"),
            token));
        return command;
    }

    private static void Say(ParseResult parsed, IServiceProvider services, App app, string done) => ManagementRun.Say(
        parsed, AppListCommand.Document(services.GetRequiredService<KindCatalog>(), app), $"App {app.Id} ({app.Name}) {done}.");
}
