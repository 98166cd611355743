using Eci.Scheduling.Operations;
using Eci.Scheduling.Storage;
using Eci.Web.GraphQL;
using GraphQL;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Scheduling.GraphQL;

internal sealed class ScheduleType : ObjectGraphType<ScheduleRow>
{
    public ScheduleType()
    {
        Name = "Schedule";
        Description = "The job that the hub does for an app again and again.";
        Field<NonNullGraphType<IdGraphType>>("appId").Resolve(c => c.Source.AppId);
        Field<string>("appName").Resolve(c => c.Source.Name);
        Field<string>("kind").Description("Kind of app.").Resolve(c => c.Source.Kind);
        Field<string>("job").Description("Name of the job.").Resolve(c => Shown(c).Job);
        Field<string>("cron").Description("Five fields, or six with seconds first: the app's own or the job's default.").Resolve(c => Shown(c).Cron);
        Field<string>("timeZone").Description("Time zone of the cron text, IANA name.").Resolve(c => Shown(c).TimeZone);
        Field<NonNullGraphType<WireEnumGraphType<ScheduleState>>>("state").Description("Whether it is run, and if not, why.").Resolve(c => Shown(c).State);
        Field<UtcDateTimeGraphType>("nextRun").Description("Null when nothing is planned.").Resolve(c => Shown(c).NextRunAt);
        Field<bool>("requested").Description("A run outside of the schedule will start as soon as possible.").Resolve(c => c.Source.Job?.RequestedAt is not null);
        Field<bool>("running").Resolve(c => Shown(c).IsRunning);
        Field<ScheduleRunType>("lastRun").Description("The newest run, the current one included.").Resolve(c => c.Source.Run);
    }

    private static Schedule Shown(IResolveFieldContext<ScheduleRow> context) =>
        context.Source.Shown ??= context.RequestServices!.GetRequiredService<ScheduleService>().Describe(context.Source);
}

internal sealed class ScheduleRunType : ObjectGraphType<ScheduledRun>
{
    public ScheduleRunType()
    {
        Name = "ScheduleRun";
        Description = "One run of an app's job.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<NonNullGraphType<IdGraphType>>("appId").Resolve(c => c.Source.AppId);
        Field<string>("job").Resolve(c => c.Source.Job);
        Field<NonNullGraphType<WireEnumGraphType<ScheduleRunTrigger>>>("trigger").Resolve(c => c.Source.Trigger);
        Field<NonNullGraphType<WireEnumGraphType<ScheduleRunStatus>>>("status").Resolve(c => c.Source.Status);
        Field<DateTimeOffset>("startedAt").Resolve(c => c.Source.StartedAt);
        Field<UtcDateTimeGraphType>("finishedAt").Description("Null while it runs.").Resolve(c => c.Source.FinishedAt);
        Field<FloatGraphType>("duration").Description("Seconds; null while it runs.").Resolve(c => (c.Source.FinishedAt - c.Source.StartedAt)?.TotalSeconds);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<ScheduleRunCountType>>>>("counts")
            .Description("What it did.")
            .Resolve(c => ScheduleService.Describe(c.Source).Counts);
        Field<string>("note", nullable: true).Description("Why it did less than it could have.").Resolve(c => c.Source.Note);
        Field<string>("errorType", nullable: true).Resolve(c => c.Source.ErrorType);
        Field<string>("error", nullable: true).Description("What ended it, shortened.").Resolve(c => c.Source.Error);
    }
}

internal sealed class ScheduleRunCountType : ObjectGraphType<KeyValuePair<string, long>>
{
    public ScheduleRunCountType()
    {
        Name = "ScheduleRunCount";
        Description = "How often something happened in a run.";
        Field<string>("name").Resolve(c => c.Source.Key);
        Field<int>("value").Resolve(c => (int)Math.Clamp(c.Source.Value, int.MinValue, int.MaxValue));
    }
}
