using System.CommandLine;
using Eci.Core;
using Eci.Host.Commands.Management;
using Eci.Management;
using Eci.Persistence;
using Eci.Sync.Operations;
using Eci.Sync.Storage;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Host.Commands;

/// <summary><c>sync status | records | now | order | backfill | dry-run | wake</c>.</summary>
internal static class SyncCommands
{
    private const int MostRows = 1000;

    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON." };
    private static readonly Option<string?> Tenant = new("--tenant") { Description = "Only of this tenant, by id or name." };
    private static readonly Argument<string> AppId = new("appId") { Description = "Id of the app." };
    private static readonly Argument<string> Entity = new("entity") { Description = "Kind of record, for example orders." };
    private static readonly Argument<SyncDirection> Direction = new("direction") { Description = "pull or push." };

    public static Command Create(ServicesRunner run) => new("sync", "What apps and their systems exchange.")
    {
        Status(run), Records(run), Now(run), Order(run), Backfill(run), DryRun(run), Wake(run),
    };

    private static Command Status(ServicesRunner run)
    {
        var app = new Option<string?>("--app") { Description = "Only this app." };
        var command = new Command("status", "How the records of apps stand, how far they were read, and which apps rest.") { app, Tenant, Json };
        command.SetAction((parsed, token) => ReadAsync(run, parsed, async services =>
        {
            var found = await services.GetRequiredService<SyncStatusReader>().ReadAsync(parsed.GetValue(app) is { } id ? [id] : null, token);
            SyncOutput.Write(found, parsed.GetValue(Json));
        }, token));
        return command;
    }

    private static Command Records(ServicesRunner run)
    {
        var app = new Option<string?>("--app") { Description = "Only of this app." };
        var entity = new Option<string?>("--entity") { Description = "Only of this kind." };
        var direction = new Option<SyncDirection?>("--direction") { Description = "pull or push." };
        var status = new Option<SyncStatus?>("--status") { Description = "Only those that stand so." };
        var blockedBy = new Option<string?>("--blocked-by") { Description = "Only what waits for this, for example variants:SKU-1." };
        var key = new Option<string?>("--key") { Description = "External id when pulled, the hub's id when pushed." };
        var limit = new Option<int>("--limit") { Description = $"At most so many, up to {MostRows}.", DefaultValueFactory = _ => 100 };
        var command = new Command("records", "Lists records, those that changed last first.")
        {
            app, Tenant, entity, direction, status, blockedBy, key, limit, Json,
        };
        command.SetAction((parsed, token) => ReadAsync(run, parsed, async services =>
        {
            var filter = new SyncRecordFilter(
                parsed.GetValue(app), parsed.GetValue(entity), parsed.GetValue(direction), parsed.GetValue(status), parsed.GetValue(blockedBy), parsed.GetValue(key));
            var found = await filter.Of(services.GetRequiredService<EciDbContext>().Set<SyncRecord>())
                .OrderByDescending(r => r.UpdatedAt).ThenByDescending(r => r.Id)
                .Take(Math.Clamp(parsed.GetValue(limit), 1, MostRows))
                .ToListAsync(token);
            SyncOutput.Write(found, parsed.GetValue(Json));
        }, token));
        return command;
    }

    private static Command Now(ServicesRunner run)
    {
        var key = new Argument<string>("key") { Description = "External id to pull, the hub's id to push." };
        var command = new Command("now", "Brings one record up to date as soon as possible.") { AppId, Entity, Direction, key, Json };
        command.SetAction((parsed, token) => OfAppAsync(run, parsed, async services =>
        {
            var record = await services.GetRequiredService<SyncDesk>().RequestAsync(
                parsed.GetValue(AppId)!, parsed.GetValue(Entity)!, parsed.GetValue(Direction), parsed.GetValue(key)!, token);
            SyncOutput.Write([record], parsed.GetValue(Json));
        }, token));
        return command;
    }

    private static Command Order(ServicesRunner run)
    {
        var tenant = new Option<string>("--tenant") { Description = "Tenant id or name.", Required = true };
        var number = new Argument<string>("number") { Description = "Number of the order." };
        var command = new Command("order", "Brings everything that systems know of an order up to date.") { number, tenant, Json };
        command.SetAction((parsed, token) => run(async services =>
        {
            await using var scope = await CommandScope.OfTenantAsync(services, parsed.GetValue(tenant)!, token);
            return scope is null ? ExitCodes.Refused : await OrRefuseAsync(async () => SyncOutput.Write(
                await scope.Services.GetRequiredService<SyncDesk>().RequestOrderAsync(parsed.GetValue(number)!, token), parsed.GetValue(Json)));
        }));
        return command;
    }

    private static Command Backfill(ServicesRunner run)
    {
        var from = CommandTimes.Option("--from", "Only what changed since; everything when left out.");
        var command = new Command("backfill", "Lets the app's job read, or push, everything once more.") { AppId, Entity, from };
        command.SetAction((parsed, token) => OfAppAsync(run, parsed, async services =>
        {
            await services.GetRequiredService<SyncDesk>().StartBackfillAsync(
                parsed.GetValue(AppId)!, parsed.GetValue(Entity)!, parsed.GetValue(from), token);
            Console.WriteLine("The app's job works on it after its next run; 'sync status' shows how far it is.");
        }, token));
        return command;
    }

    private static Command DryRun(ServicesRunner run)
    {
        var key = new Option<string?>("--key") { Description = "Only this record." };
        var from = CommandTimes.Option("--from", "Without a key: what changed since; everything when left out.");
        var command = new Command("dry-run", "Asks the system and shows what would be written; writes nothing.") { AppId, Entity, Direction, key, from, Json };
        command.SetAction((parsed, token) => OfAppAsync(run, parsed, async services =>
        {
            var dryRun = services.GetRequiredService<SyncDryRun>();
            var (app, entity, direction) = (parsed.GetValue(AppId)!, parsed.GetValue(Entity)!, parsed.GetValue(Direction));
            SyncOutput.Write(
                parsed.GetValue(key) is { } one
                    ? [await dryRun.OfRecordAsync(app, entity, direction, one, token)]
                    : await dryRun.OfWindowAsync(app, entity, direction, parsed.GetValue(from), token),
                parsed.GetValue(Json));
        }, token));
        return command;
    }

    private static Command Wake(ServicesRunner run)
    {
        var command = new Command("wake", "Ends an app's rest and lets everything that failed or waits be tried at once, when what was wrong is mended.") { AppId };
        command.SetAction((parsed, token) => OfAppAsync(run, parsed, async services =>
        {
            await services.GetRequiredService<SyncDesk>().WakeAsync(parsed.GetValue(AppId)!, token);
            Console.WriteLine($"{parsed.GetValue(AppId)} tries again within seconds.");
        }, token));
        return command;
    }

    /// <summary>Runs work in the unit of work of the app's tenant.</summary>
    private static Task<int> OfAppAsync(ServicesRunner run, ParseResult parsed, Func<IServiceProvider, Task> work, CancellationToken cancellationToken) =>
        run(async services =>
        {
            await using var scope = CommandScope.OfAllTenants(services);
            var id = parsed.GetValue(AppId);
            var tenantId = await scope.Services.GetRequiredService<EciDbContext>().Set<App>()
                .Where(a => a.Id == id).Select(a => a.TenantId).SingleOrDefaultAsync(cancellationToken);
            if (tenantId is null)
                return Output.Refuse($"There is no app '{id}'.");
            scope.Use(tenantId);
            return await OrRefuseAsync(() => work(scope.Services));
        });

    private static async Task<int> OrRefuseAsync(Func<Task> work)
    {
        try
        {
            await work();
            return 0;
        }
        catch (RefusedException exception)
        {
            return Output.Refuse(exception.Message);
        }
    }

    /// <summary>Runs work that sees the tenant that was named, or all.</summary>
    private static Task<int> ReadAsync(ServicesRunner run, ParseResult parsed, Func<IServiceProvider, Task> work, CancellationToken cancellationToken) =>
        run(async services =>
        {
            await using var scope = parsed.GetValue(Tenant) is { } tenant
                ? await CommandScope.OfTenantAsync(services, tenant, cancellationToken)
                : CommandScope.OfAllTenants(services);
            if (scope is null)
                return ExitCodes.Refused;
            await work(scope.Services);
            return 0;
        });
}
