using Eci.Messaging.Operations;
using Eci.Modules.Orders.Contracts;
using Eci.Modules.OutgoingWebhooks.Contracts;
using Eci.Modules.OutgoingWebhooks.Data;
using Eci.Modules.OutgoingWebhooks.FanOut;
using Eci.Modules.OutgoingWebhooks.GraphQL;
using Eci.Modules.OutgoingWebhooks.Management;
using Eci.Modules.OutgoingWebhooks.Privacy;
using Eci.Modules.OutgoingWebhooks.Sending;
using Eci.Modules.Tracking.Contracts;
using Eci.Persistence;
using Eci.Persistence.Privacy;
using Eci.Web.GraphQL;
using Eci.Web.OutgoingHttp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eci.Modules.OutgoingWebhooks;

/// <summary>Tells systems of a tenant what happens to its packages and orders.</summary>
public sealed class OutgoingWebhooksModule : IModule
{
    internal const string ModuleName = "outgoing-webhooks";

    /// <summary>Tells endpoints that a package entered the hub.</summary>
    public static ConsumerRef<PackageRegistered> TellOfRegistration { get; } = new(ModuleName, typeof(PackageRegisteredConsumer), typeof(TenantsWithEndpoints));

    /// <summary>Tells endpoints that a package moved, or that an order is delivered.</summary>
    public static ConsumerRef<PackageStateTransition> TellOfMove { get; } = new(ModuleName, typeof(PackageMovedConsumer), typeof(TenantsWithEndpoints));

    /// <summary>Tells endpoints that somebody should look at a package.</summary>
    public static ConsumerRef<PackageNeedsAttention> TellOfAttention { get; } = new(ModuleName, typeof(PackageAttentionConsumer), typeof(TenantsWithEndpoints));

    /// <summary>Tells endpoints that a customer was told about a package.</summary>
    public static ConsumerRef<NotificationEmailSent> TellOfMail { get; } = new(ModuleName, typeof(MailSentConsumer), typeof(TenantsWithEndpoints));

    /// <summary>Tells endpoints that an order is new or changed.</summary>
    public static ConsumerRef<OrderStored> TellOfOrder { get; } = new(ModuleName, typeof(OrderStoredConsumer), typeof(TenantsWithEndpoints));

    /// <summary>Tells endpoints that an order went on in its life.</summary>
    public static ConsumerRef<OrderStageReached> TellOfStage { get; } = new(ModuleName, typeof(OrderStageConsumer), typeof(TenantsWithEndpoints));

    /// <summary>Sends one event to one endpoint.</summary>
    public static ConsumerRef<WebhookDeliveryRequested> Deliver { get; } = new(ModuleName, typeof(DeliveryConsumer));

    public string Name => ModuleName;

    public void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OutgoingWebhooksOptions>().Bind(configuration.GetSection(OutgoingWebhooksOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OutgoingWebhooksOptions>, OutgoingWebhooksOptionsValidator>();
        services.AddScoped<IPersonalDataHolder, DeliveryHolder>();
        services.AddSingleton<IModelContribution, OutgoingWebhooksModel>();
        services.AddSingleton<IRecurringJob, DeliveryRetention>();
        services.AddSingleton<OutgoingWebhooksMetrics>();
        services.AddSingleton<TenantsWithEndpoints>();
        services.AddScoped<Audience>();
        services.AddScoped<PackageReader>();
        AddSending(services);
        services.AddSingleton<EndpointInput>();
        services.AddScoped<EndpointSecrets>();
        services.AddScoped<EndpointService>();
        services.AddScoped<DeliveryService>();
        services.AddScoped<IWebhookEndpoints, WebhookEndpoints>();
        services.AddScoped<WebhookLoaders>();
        services.AddGraphQLContribution<WebhookQueries>();
        services.AddGraphQLContribution<WebhookMutations>();
    }

    private static void AddSending(IServiceCollection services)
    {
        services.AddGuardedHttpClient(WebhookSender.ClientName);
        services.AddSingleton<EndpointSlots>();
        services.AddSingleton<WebhookSender>();
        services.AddScoped<DeliveryReader>();
        services.AddScoped<AttemptRecorder>();
    }
}
