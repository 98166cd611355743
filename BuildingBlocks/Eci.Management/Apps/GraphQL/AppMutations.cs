using Eci.Management.GraphQL;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Types;

namespace Eci.Management.Apps.GraphQL;

/// <summary>Changes of apps that are the same for every kind.</summary>
internal sealed class AppMutations : IGraphQLContribution
{
    private const string Id = "id";
    private const string Enabled = "enabled";

    public void Contribute(GraphQLComposition schema)
    {
        schema.Mutation.Field<NonNullGraphType<AppType>>("setAppEnabled")
            .Description("Switches an app on or off.")
            .Argument<NonNullGraphType<IdGraphType>>(Id)
            .Argument<NonNullGraphType<BooleanGraphType>>(Enabled)
            .RequireScope(Scopes.ManageApps)
            .ResolveAsync(c => Answers.OrErrorAsync(() => c.Service<AppService>().SetEnabledAsync(IdOf(c), c.GetArgument<bool>(Enabled), c.CancellationToken)));
        schema.Mutation.Field<NonNullGraphType<AppType>>("setAppSchedule")
            .Description("Sets when the job of an app runs. What is left out is the default again.")
            .Argument<NonNullGraphType<SetAppScheduleInputType>>(InputValues.Argument)
            .RequireScope(Scopes.ManageApps)
            .ResolveAsync(SetScheduleAsync);
        schema.Mutation.Field<NonNullGraphType<AppType>>("deleteApp")
            .Description("Deletes an app that takes part in no integration and has no webhook. What it brought stays.")
            .Argument<NonNullGraphType<IdGraphType>>(Id)
            .RequireScope(Scopes.ManageApps)
            .ResolveAsync(c => Answers.OrErrorAsync(() => c.Service<AppService>().DeleteAsync(IdOf(c), c.CancellationToken)));
        schema.Mutation.Field<NonNullGraphType<ConnectionTestType>>("testApp")
            .Description($"Asks the third party whether the account of an app works. Takes up to {ConnectionTester.Limit.TotalSeconds:0} seconds, and a request of the app's budget where there is one.")
            .Argument<NonNullGraphType<IdGraphType>>(Id)
            .RequireScope(Scopes.ManageApps)
            .ResolveAsync(c => Answers.OrErrorAsync(() => c.Service<ConnectionTester>().TestAsync(IdOf(c), c.CancellationToken)));
    }

    private static Task<object?> SetScheduleAsync(IResolveFieldContext<object?> context)
    {
        var input = InputValues.Of(context);
        var schedule = new AppSchedule(
            input.Text(SetAppScheduleInputType.Cron), input.Text(SetAppScheduleInputType.TimeZone), input.Integer(SetAppScheduleInputType.TimeoutSeconds));
        return Answers.OrErrorAsync(() => context.Service<AppService>().SetScheduleAsync(input.Text(Id)!, schedule, context.CancellationToken));
    }

    private static string IdOf(IResolveFieldContext context) => context.GetArgument<string>(Id);
}

internal sealed class SetAppScheduleInputType : InputObjectGraphType
{
    public const string Cron = "cron";
    public const string TimeZone = "timeZone";
    public const string TimeoutSeconds = "timeoutSeconds";

    public SetAppScheduleInputType()
    {
        Name = "SetAppScheduleInput";
        Field<NonNullGraphType<IdGraphType>>("id");
        Field<StringGraphType>(Cron).Description("Five fields, or six with seconds first.");
        Field<StringGraphType>(TimeZone).Description("IANA name.");
        Field<IntGraphType>(TimeoutSeconds).Description("Longest run.");
    }
}
