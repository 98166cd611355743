using Eci.Carriers;
using Eci.Commerce;
using Eci.Commerce.Api.Timeline;
using Eci.Commerce.CarrierDetection;
using Eci.Management.Kinds;
using Eci.Messaging.Operations;
using Eci.Modules.Tracking.Attention;
using Eci.Modules.Tracking.Contracts;
using Eci.Modules.Tracking.CorrectPackage;
using Eci.Modules.Tracking.Data;
using Eci.Modules.Tracking.GraphQL;
using Eci.Modules.Tracking.NotifyCustomer;
using Eci.Modules.Tracking.PackageLife;
using Eci.Modules.Tracking.ParkUpdates;
using Eci.Modules.Tracking.PolledNews;
using Eci.Modules.Tracking.Privacy;
using Eci.Modules.Tracking.StorePackageDetails;
using Eci.Modules.Tracking.StorePackageEvent;
using Eci.Modules.Tracking.Timeline;
using Eci.Modules.Tracking.TrackingPage;
using Eci.Persistence;
using Eci.Persistence.Privacy;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eci.Modules.Tracking;

/// <summary>Follows packages: stores carrier news, moves package states, tells customers, notices when nothing moves.</summary>
public sealed class TrackingModule : IModule
{
    internal const string ModuleName = "tracking";

    /// <summary>Stores a carrier's report; returns the transition when the package moved.</summary>
    public static HandlerRef<PackageUpdate, PackageStateTransition> StorePackageEvent { get; } =
        HandlerRef<PackageUpdate, PackageStateTransition>.To<PackageEventHandler>(ModuleName);

    /// <summary>Stores what a carrier says about a package besides its scans.</summary>
    public static HandlerRef<PackageDetails, Nothing> StorePackageDetails { get; } =
        HandlerRef<PackageDetails, Nothing>.To<PackageDetailsHandler>(ModuleName);

    /// <summary>Keeps reports that cannot be acted on.</summary>
    public static HandlerRef<UnmappedCarrierNews, Nothing> KeepUnmappedNews { get; } =
        HandlerRef<UnmappedCarrierNews, Nothing>.To<UnmappedNewsHandler>(ModuleName);

    /// <summary>Applies reports that came before their package.</summary>
    public static ConsumerRef<PackageRegistered> ApplyParkedUpdates { get; } = new(ModuleName, typeof(ParkedUpdateConsumer));

    /// <summary>Mails the customer about a transition, or records why not.</summary>
    public static HandlerRef<PackageStateTransition, NotificationEmailSent> NotifyCustomer { get; } =
        HandlerRef<PackageStateTransition, NotificationEmailSent>.To<CustomerNotifier>(ModuleName);

    /// <summary>Looks whether a package is still in the problem that an old scan brought it into.</summary>
    public static HandlerRef<PackageAttentionCheck, PackageNeedsAttention> CheckAttention { get; } =
        HandlerRef<PackageAttentionCheck, PackageNeedsAttention>.To<AttentionCheckHandler>(ModuleName);

    /// <summary>Notices packages that stopped moving.</summary>
    public static PackageLifeRef PackageLife { get; } = new();

    public string Name => ModuleName;

    public void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TrackingOptions>().Bind(configuration.GetSection(TrackingOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TrackingOptions>, TrackingOptionsValidator>();
        services.AddSingleton<IModelContribution, TrackingModel>();
        services.AddSingleton<IDemoData, TrackingDemo>();
        services.AddAppKind<TrackingEmailKind>();
        services.AddIntegrationKind<TrackingIntegrationKind>();
        services.AddSingleton<TrackingMetrics>();
        services.AddSingleton<IRecurringJob, ParkedUpdateSweep>();
        services.AddSingleton<IRecurringJob, UnmappedNewsRetention>();
        services.AddScoped<IPersonalDataHolder, ParkedUpdateHolder>();
        services.AddSingleton<PackageLookup>();
        services.AddSingleton<PackageAttention>();
        services.AddScoped<NewsAttention>();
        services.AddScoped<PackageChange>();
        services.AddScoped<AttentionResolver>();
        services.AddScoped<ICarrierCorrection, CarrierCorrector>();
        services.AddScoped<IPackageAnnouncement, PackageAnnouncement>();
        services.AddSingleton<NotificationQueries>();
        services.AddSingleton<BuiltInTemplates>();
        services.AddScoped<TemplateSelector>();
        services.AddScoped<NotificationPlanner>();
        services.AddScoped<ExpireQuietPackage>();
        services.AddScoped<ICarrierNews, PolledNewsPublisher>();
        services.AddScoped<ITimelineSource, MessageTimeline>();
        services.AddScoped<ITimelineSource, PlannedTimeline>();
        services.AddTrackingPage(configuration);
        services.AddTrackingGraphQL();
    }

    public void MapOutsideApi(IEndpointRouteBuilder root) => root.MapTrackingPage();
}

/// <summary>The package life saga and the topics it understands.</summary>
public sealed class PackageLifeRef : SagaRef, ISubscribesTo<PackageRegistered>
{
    internal PackageLifeRef()
        : base(TrackingModule.ModuleName, typeof(PackageLifeStateMachine), typeof(PackageLifeState))
    {
    }
}
