using Eci.Scheduling.Operations;
using Eci.Scheduling.Storage;
using Eci.Web.GraphQL;
using Eci.Web.GraphQL.Connections;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Scheduling.GraphQL;

/// <summary>What GraphQL can ask and change about jobs of apps.</summary>
internal sealed class ScheduleFields : IGraphQLContribution
{
    private const string AppId = "appId";
    private const string Filter = "filter";

    private static readonly ConnectionSource<ScheduleRow> Schedules = new(
        c => ScheduleFilterInput.Rows(c, Service(c), Filter),
        SortKey.By<ScheduleRow, string>("ID", row => row.AppId),
        [SortKey.By<ScheduleRow, string>("ID", row => row.AppId), SortKey.By<ScheduleRow, string>("NAME", row => row.Name)]);

    private static readonly ConnectionSource<ScheduledRun> Runs = new(
        c => ScheduleRunFilterInput.Rows(c, Service(c), Filter),
        SortKey.By<ScheduledRun, string>("ID", run => run.Id),
        [SortKey.By<ScheduledRun, DateTimeOffset>("STARTED_AT", run => run.StartedAt)]);

    public void Contribute(GraphQLComposition schema)
    {
        schema.Query.Connection<ScheduleType, ScheduleRow>("schedules", Schedules)
            .Description("Apps that have a job, switched off or on.")
            .Argument<ScheduleFilterInput>(Filter)
            .RequireScope(Scopes.ReadSchedules);
        schema.Query.Connection<ScheduleRunType, ScheduledRun>("scheduleRuns", Runs)
            .Description("Runs of apps' jobs, the newest first.")
            .Argument<ScheduleRunFilterInput>(Filter)
            .RequireScope(Scopes.ReadSchedules);
        schema.Mutation.Field<NonNullGraphType<ScheduleType>>("runSchedule")
            .Description("Runs an app's job as soon as possible, whatever its schedule; once after the current run if there is one.")
            .Argument<NonNullGraphType<IdGraphType>>(AppId)
            .RequireScope(Scopes.ManageApps)
            .ResolveAsync(async c => await RequestAsync(c));
    }

    private static async Task<ScheduleRow> RequestAsync(IResolveFieldContext context)
    {
        var appId = ScheduleFilter.Check(AppId, context.GetArgument<string>(AppId));
        var answer = await Service(context).RequestAsync(appId, context.CancellationToken);
        if (answer.Refusal is { } refusal)
            throw new GraphQLError(refusal.Code, refusal.Message);
        return await Service(context).Rows(appId, job: null).SingleAsync(context.CancellationToken);
    }

    private static ScheduleService Service(IResolveFieldContext context) => context.RequestServices!.GetRequiredService<ScheduleService>();
}
