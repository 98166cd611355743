using Eci.Core;
using Eci.Messaging.Operations;
using Eci.Persistence;
using Eci.Scheduling.GraphQL;
using Eci.Scheduling.Operations;
using Eci.Scheduling.Running;
using Eci.Scheduling.Storage;
using Eci.Web.GraphQL;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Eci.Scheduling;

/// <summary>Wires jobs of apps.</summary>
public static class SchedulingRegistration
{
    /// <summary>Adds the schedules and their history. Needs <c>AddEciPersistence</c> and <c>AddEciMessaging</c>.</summary>
    /// <param name="services">Services of the host.</param>
    /// <param name="configuration">Settings, section <c>Eci:Scheduler</c>.</param>
    /// <param name="runs">True where jobs are run; elsewhere they can be seen and asked for.</param>
    public static IServiceCollection AddEciScheduling(this IServiceCollection services, IConfiguration configuration, bool runs)
    {
        services.AddOptions<SchedulerOptions>().Bind(configuration.GetSection(SchedulerOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SchedulerOptions>, SchedulerOptionsValidator>();
        services.AddSingleton<IModelContribution, SchedulingModel>();
        services.AddSingleton<IRecurringJob, RunRetention>();
        services.AddSingleton<SchedulingMetrics>();
        services.AddSingleton<SchedulerSignal>();
        services.AddSingleton<JobCatalog>();
        services.AddSingleton<RunStore>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<JobPlanner>();
        services.AddSingleton<RunningJobs>();
        services.AddSingleton<SchedulerTick>();
        services.AddScoped(p => new ScheduleService(
            p.GetRequiredService<EciDbContext>(),
            p.GetRequiredService<JobCatalog>(),
            p.GetRequiredService<IWriteGate>(),
            p.GetRequiredService<SchedulerSignal>(),
            p.GetRequiredService<TimeProvider>()));
        services.AddScoped<ScheduleLoader>();
        services.AddSingleton<IFieldsOf<App>, AppScheduleField>();
        services.AddGraphQLContribution<ScheduleFields>();
        if (runs)
            services.AddHostedService<Scheduler>();
        return services;
    }

    /// <summary>Adds a job. It is a singleton; what it needs per run it takes from <see cref="JobRun.Services"/>.</summary>
    public static IServiceCollection AddAppJob<TJob>(this IServiceCollection services)
        where TJob : class, IAppJob
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAppJob, TJob>());
        return services;
    }
}
