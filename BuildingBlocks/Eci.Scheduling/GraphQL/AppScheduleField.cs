using Eci.Core;
using Eci.Scheduling.Operations;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Scheduling.GraphQL;

/// <summary><c>App.schedule</c>: the job of the app.</summary>
internal sealed class AppScheduleField : IFieldsOf<App>
{
    public void AddTo(ObjectGraphType<App> type) => type.Field<ScheduleType>("schedule")
        .Description("The app's job: when it runs, and whether it does. Null when apps of the kind have none.")
        .RequireScope(Scopes.ReadSchedules)
        .Resolve(c => c.RequestServices!.GetRequiredService<ScheduleLoader>().ByApp.LoadAsync(c.Source.Id));
}

/// <summary>Reads the jobs of all apps of a request by one statement.</summary>
internal sealed class ScheduleLoader(ScheduleService schedules)
{
    public BatchLoader<string, ScheduleRow?> ByApp { get; } = BatchLoader.One<string, ScheduleRow>(schedules.RowsAsync, row => row.AppId);
}
