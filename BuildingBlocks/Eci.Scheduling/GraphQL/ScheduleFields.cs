using Eci.Scheduling.Operations;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Scheduling.GraphQL;

/// <summary>What GraphQL can ask and change about jobs of apps.</summary>
internal sealed class ScheduleFields : IGraphQLContribution
{
    private const int Longest = 100;
    private const int UsualSchedules = 50;
    private const int UsualRuns = 20;
    private const string AppId = "appId";
    private const string First = "first";
    private const string After = "after";

    public void Contribute(GraphQLComposition schema)
    {
        schema.Query.Field<NonNullGraphType<ListGraphType<NonNullGraphType<ScheduleType>>>>("schedules")
            .Description("Apps that have a job, by id.")
            .Argument<int>(First, nullable: true, $"At most so many, up to {Longest}; {UsualSchedules} when left out.")
            .Argument<IdGraphType>(After, "Starts behind the app with this id.")
            .RequireScope(Scopes.ReadSchedules)
            .ResolveAsync(async c => await Service(c).ListAsync(c.GetArgument<string?>(After), FirstOf(c, UsualSchedules), c.CancellationToken));
        schema.Query.Field<NonNullGraphType<ListGraphType<NonNullGraphType<ScheduleRunType>>>>("scheduleRuns")
            .Description("Runs of an app's job, the newest first.")
            .Argument<NonNullGraphType<IdGraphType>>(AppId)
            .Argument<int>(First, nullable: true, $"At most so many, up to {Longest}; {UsualRuns} when left out.")
            .RequireScope(Scopes.ReadSchedules)
            .ResolveAsync(async c => await Service(c).RunsAsync(c.GetArgument<string>(AppId), FirstOf(c, UsualRuns), c.CancellationToken));
        schema.Mutation.Field<NonNullGraphType<ScheduleType>>("runSchedule")
            .Description("Runs an app's job as soon as possible, whatever its schedule; once after the current run if there is one.")
            .Argument<NonNullGraphType<IdGraphType>>(AppId)
            .RequireScope(Scopes.ManageApps)
            .ResolveAsync(async c => await RequestAsync(c));
    }

    private static async Task<Schedule?> RequestAsync(IResolveFieldContext context)
    {
        var answer = await Service(context).RequestAsync(context.GetArgument<string>(AppId), context.CancellationToken);
        return answer.Refusal is { } refusal ? throw new GraphQLError(refusal.Code, refusal.Message) : answer.Schedule;
    }

    private static int FirstOf(IResolveFieldContext context, int usual)
    {
        var first = context.GetArgument<int?>(First) ?? usual;
        return first is >= 1 and <= Longest ? first : throw new GraphQLError("INVALID_ARGUMENT", $"'{First}' must be 1 to {Longest}.");
    }

    private static ScheduleService Service(IResolveFieldContext context) => context.RequestServices!.GetRequiredService<ScheduleService>();
}
