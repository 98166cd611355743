using System.CommandLine;
using System.Globalization;
using Eci.Core;
using Eci.Scheduling;
using Eci.Scheduling.Operations;
using Eci.Vocabulary;

namespace Eci.Host.Commands;

/// <summary><c>schedules list | runs | run</c>.</summary>
internal static class ScheduleCommands
{
    private const int MostRows = 1000;

    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON." };
    private static readonly Option<int> Limit = new("--limit") { Description = $"At most so many, up to {MostRows}.", DefaultValueFactory = _ => 100 };
    private static readonly string[] ScheduleColumns = ["APP", "TENANT", "JOB", "CRON", "TIME ZONE", "STATE", "NEXT RUN", "LAST RUN", "STATUS"];
    private static readonly string[] RunColumns = ["ID", "APP", "JOB", "TRIGGER", "STATUS", "STARTED AT", "SECONDS", "COUNTS", "NOTE OR ERROR"];

    public static Command Create() => new("schedules", "Jobs that the hub does for apps again and again.") { List(), Runs(), Run() };

    private static Command List()
    {
        var after = new Option<string?>("--after") { Description = "Starts behind the app with this id." };
        var command = new Command("list", "Lists apps that have a job, by id.") { after, Limit, Json };
        command.SetAction((parsed, token) => WithSchedulesAsync(async schedules =>
        {
            var found = await schedules.ListAsync(parsed.GetValue(after), LimitOf(parsed), token);
            Write(parsed, found, found.Select(Document), ScheduleColumns, Row, "No app has a job.");
            return 0;
        }));
        return command;
    }

    private static Command Runs()
    {
        var app = new Argument<string?>("appId") { Description = "Only of this app.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("runs", "Lists runs, the newest first.") { app, Limit, Json };
        command.SetAction((parsed, token) => WithSchedulesAsync(async schedules =>
        {
            var found = await schedules.RunsAsync(parsed.GetValue(app), LimitOf(parsed), token);
            Write(parsed, found, found.Select(Document), RunColumns, Row, "There were no runs.");
            return 0;
        }));
        return command;
    }

    private static Command Run()
    {
        var app = new Argument<string>("appId") { Description = "Id of the app, see 'schedules list'." };
        var command = new Command("run", "Lets the running host do an app's job as soon as possible, whatever its schedule.") { app, Json };
        command.SetAction((parsed, token) => WithSchedulesAsync(async schedules =>
        {
            var answer = await schedules.RequestAsync(parsed.GetValue(app)!, token);
            if (answer.Refusal is { } refusal)
                return Output.Refuse(refusal.Message);
            if (parsed.GetValue(Json))
                Output.WriteJson(Document(answer.Schedule!));
            else
                Console.WriteLine($"{answer.Schedule!.Job} of {answer.Schedule.AppId} runs as soon as possible.");
            return 0;
        }));
        return command;
    }

    private static void Write<T>(
        ParseResult parsed, IReadOnlyList<T> found, IEnumerable<object?> documents, string[] columns, Func<T, string[]> row, string ifNone)
    {
        if (parsed.GetValue(Json))
            Output.WriteJson(documents);
        else if (found.Count == 0)
            Console.WriteLine(ifNone);
        else
            Output.WriteTable(columns, found.Select(row));
    }

    private static int LimitOf(ParseResult parsed) => Math.Clamp(parsed.GetValue(Limit), 1, MostRows);

    private static object Document(Schedule schedule) => new
    {
        schedule.AppId,
        schedule.TenantId,
        schedule.AppName,
        schedule.Kind,
        schedule.Job,
        schedule.Cron,
        schedule.TimeZone,
        State = WireName.Of(schedule.State),
        NextRun = schedule.NextRunAt,
        schedule.RequestedAt,
        Running = schedule.IsRunning,
        LastRun = Document(schedule.LastRun),
    };

    private static object? Document(ScheduleRun? run) => run is null ? null : new
    {
        run.Id,
        run.TenantId,
        run.AppId,
        run.Job,
        Trigger = WireName.Of(run.Trigger),
        Status = WireName.Of(run.Status),
        run.StartedAt,
        run.FinishedAt,
        Seconds = run.Duration?.TotalSeconds,
        run.Counts,
        run.Note,
        run.ErrorType,
        run.Error,
    };

    private static string[] Row(Schedule schedule) =>
    [
        schedule.AppId,
        schedule.TenantId,
        schedule.Job,
        schedule.Cron,
        schedule.TimeZone,
        WireName.Of(schedule.State),
        Time(schedule.NextRunAt),
        Time(schedule.LastRun?.StartedAt),
        schedule.LastRun is { } run ? WireName.Of(run.Status) : "-",
    ];

    private static string[] Row(ScheduleRun run) =>
    [
        run.Id,
        run.AppId,
        run.Job,
        WireName.Of(run.Trigger),
        WireName.Of(run.Status),
        Time(run.StartedAt),
        run.Duration?.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) ?? "-",
        string.Join(' ', run.Counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Key}={count.Value}"))),
        run.Error is null ? run.Note ?? string.Empty : $"{run.ErrorType} {run.Error}".Trim(),
    ];

    private static string Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";

    private static Task<int> WithSchedulesAsync(Func<ScheduleService, Task<int>> work) => EciCommands.WithServicesAsync(async services =>
    {
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateScopeOfAllTenants();
        return await work(scope.ServiceProvider.GetRequiredService<ScheduleService>());
    });
}
