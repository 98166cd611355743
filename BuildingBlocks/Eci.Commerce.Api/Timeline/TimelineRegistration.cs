using Eci.Commerce.Api.GraphQL;
using Eci.Persistence;
using Eci.Web.GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Commerce.Api.Timeline;

/// <summary>Wires the story of orders and packages.</summary>
internal static class TimelineRegistration
{
    public static IServiceCollection AddTimeline(this IServiceCollection services) =>
        services
            .AddScoped<ITimelineSource, CommerceTimeline>()
            .AddScoped<ITimelineSource, AuditTimeline>()
            .AddScoped(p => new TimelineReader(p.GetRequiredService<EciDbContext>(), p.GetServices<ITimelineSource>()))
            .AddScoped<TimelineLoaders>()
            .AddSingleton<IFieldsOf<Order>, OrderTimelineField>()
            .AddSingleton<IFieldsOf<Package>, PackageTimelineField>();
}
