using Eci.Scheduling.Operations;
using Eci.Scheduling.Storage;
using Eci.Web.GraphQL;
using GraphQL;
using GraphQL.Types;

namespace Eci.Scheduling.GraphQL;

/// <summary>Which apps with a job are wanted.</summary>
internal sealed class ScheduleFilterInput : InputObjectGraphType
{
    public ScheduleFilterInput()
    {
        Name = "ScheduleFilterInput";
        Field<IdGraphType>("appId").Description("Only this app.");
        Field<StringGraphType>("job").Description("Only apps with this job, for example dhl-tracking.");
    }

    public static IQueryable<ScheduleRow> Rows(IResolveFieldContext context, ScheduleService schedules, string argument)
    {
        var given = ScheduleFilter.In(context, argument);
        return schedules.Rows(ScheduleFilter.Text(given, "appId"), ScheduleFilter.Text(given, "job"));
    }
}

/// <summary>Which runs are wanted.</summary>
internal sealed class ScheduleRunFilterInput : InputObjectGraphType
{
    public ScheduleRunFilterInput()
    {
        Name = "ScheduleRunFilterInput";
        Field<IdGraphType>("appId").Description("Only of this app.");
        Field<WireEnumGraphType<ScheduleRunStatus>>("status");
        Field<WireEnumGraphType<ScheduleRunTrigger>>("trigger");
        Field<UtcDateTimeGraphType>("from").Description("Started at or after this moment.");
        Field<UtcDateTimeGraphType>("to").Description("Started before this moment.");
    }

    /// <exception cref="GraphQLError">The filter contradicts itself.</exception>
    public static IQueryable<ScheduledRun> Rows(IResolveFieldContext context, ScheduleService schedules, string argument)
    {
        var given = ScheduleFilter.In(context, argument);
        var runs = schedules.Runs();
        if (ScheduleFilter.Text(given, "appId") is { } appId)
            runs = runs.Where(run => run.AppId == appId);
        if (given.TryGetValue("status", out var wanted) && wanted is ScheduleRunStatus status)
            runs = runs.Where(run => run.Status == status);
        if (given.TryGetValue("trigger", out var cause) && cause is ScheduleRunTrigger trigger)
            runs = runs.Where(run => run.Trigger == trigger);
        var (from, to) = (Time(given, "from"), Time(given, "to"));
        if (from >= to)
            throw ScheduleFilter.Invalid("'from' must be before 'to'.");
        if (from is not null)
            runs = runs.Where(run => run.StartedAt >= from);
        return to is null ? runs : runs.Where(run => run.StartedAt < to);
    }

    private static DateTimeOffset? Time(IDictionary<string, object?> given, string name) => given.TryGetValue(name, out var value) ? value as DateTimeOffset? : null;
}

/// <summary>Reads filters.</summary>
internal static class ScheduleFilter
{
    private const int Longest = 200;

    /// <summary>The fields that were given.</summary>
    public static IDictionary<string, object?> In(IResolveFieldContext context, string argument) =>
        context.GetArgument<IDictionary<string, object?>?>(argument) ?? new Dictionary<string, object?>(StringComparer.Ordinal);

    public static string? Text(IDictionary<string, object?> given, string name) =>
        given.TryGetValue(name, out var value) && value is string text ? Check(name, text) : null;

    /// <exception cref="GraphQLError">It is too long, or no text that anything stored could equal.</exception>
    public static string Check(string name, string text) => text.Length > Longest || text.Contains('\0', StringComparison.Ordinal)
        ? throw Invalid($"'{name}' is longer than {Longest} characters or no text.")
        : text;

    public static GraphQLError Invalid(string message) => new(GraphQLErrorCodes.InvalidArgument, message);
}
