using Eci.Web.GraphQL;
using GraphQL.Types;

namespace Eci.Scheduling.GraphQL;

internal sealed class ScheduleType : ObjectGraphType<Schedule>
{
    public ScheduleType()
    {
        Name = "Schedule";
        Description = "The job that the hub does for an app again and again.";
        Field<NonNullGraphType<IdGraphType>>("appId").Resolve(c => c.Source.AppId);
        Field<string>("appName").Resolve(c => c.Source.AppName);
        Field<string>("kind").Description("Kind of app.").Resolve(c => c.Source.Kind);
        Field<string>("job").Description("Name of the job.").Resolve(c => c.Source.Job);
        Field<string>("cron").Description("Five fields, or six with seconds first: the app's own or the job's default.").Resolve(c => c.Source.Cron);
        Field<string>("timeZone").Description("Time zone of the cron text, IANA name.").Resolve(c => c.Source.TimeZone);
        Field<NonNullGraphType<WireEnumGraphType<ScheduleState>>>("state").Description("Whether it is run, and if not, why.").Resolve(c => c.Source.State);
        Field<UtcDateTimeGraphType>("nextRun").Description("Null when nothing is planned.").Resolve(c => c.Source.NextRunAt);
        Field<bool>("requested").Description("A run outside of the schedule will start as soon as possible.").Resolve(c => c.Source.RequestedAt is not null);
        Field<bool>("running").Resolve(c => c.Source.IsRunning);
        Field<ScheduleRunType>("lastRun").Description("The newest run, the current one included.").Resolve(c => c.Source.LastRun);
    }
}

internal sealed class ScheduleRunType : ObjectGraphType<ScheduleRun>
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
        Field<FloatGraphType>("duration").Description("Seconds; null while it runs.").Resolve(c => c.Source.Duration?.TotalSeconds);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<ScheduleRunCountType>>>>("counts").Description("What it did.").Resolve(c => c.Source.Counts);
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
        Field<string>("name").Resolve(c => c.Source.Key);
        Field<int>("value").Resolve(c => (int)Math.Clamp(c.Source.Value, int.MinValue, int.MaxValue));
    }
}
