using Eci.Core;
using Eci.Persistence;
using Eci.Web.GraphQL;
using GraphQL;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Management.GraphQL;

/// <summary>Reads what the fields of one request ask for: one statement per kind and level, whatever the number of rows.</summary>
internal sealed class ManagementLoaders(EciDbContext database)
{
    public BatchLoader<string, App?> AppById { get; } = BatchLoader.One<string, App>(
        (ids, cancellationToken) => database.Set<App>().AsNoTracking().Where(app => EF.Parameter(ids).Contains(app.Id)).ToListAsync(cancellationToken),
        app => app.Id);

    public BatchLoader<string, Subscription?> SubscriptionById { get; } = BatchLoader.One<string, Subscription>(
        (ids, cancellationToken) => database.Set<Subscription>().AsNoTracking().Where(s => EF.Parameter(ids).Contains(s.Id)).ToListAsync(cancellationToken),
        subscription => subscription.Id);

    public BatchLoader<string, IReadOnlyList<IncomingWebhook>> WebhooksByApp { get; } = BatchLoader.Many<string, IncomingWebhook>(
        (appIds, cancellationToken) => database.Set<IncomingWebhook>().AsNoTracking().Where(webhook => EF.Parameter(appIds).Contains(webhook.AppId))
            .OrderBy(webhook => webhook.CreatedAt).ThenBy(webhook => webhook.Id)
            .ToListAsync(cancellationToken),
        webhook => webhook.AppId);

    public BatchLoader<string, IReadOnlyList<WebhookSecret>> SecretsByWebhook { get; } = BatchLoader.Many<string, WebhookSecret>(
        (webhookIds, cancellationToken) => database.Set<WebhookSecret>().AsNoTracking().Where(secret => EF.Parameter(webhookIds).Contains(secret.WebhookId))
            .OrderBy(secret => secret.CreatedAt).ThenBy(secret => secret.Id)
            .ToListAsync(cancellationToken),
        secret => secret.WebhookId);

    /// <summary>The parts of an app, with the integrations.</summary>
    public BatchLoader<string, IReadOnlyList<IntegrationApp>> LinksByApp { get; } = BatchLoader.Many<string, IntegrationApp>(
        (appIds, cancellationToken) => database.Set<IntegrationApp>().AsNoTracking().Include(link => link.Integration)
            .Where(link => EF.Parameter(appIds).Contains(link.AppId))
            .OrderBy(link => link.IntegrationId)
            .ToListAsync(cancellationToken),
        link => link.AppId);

    /// <summary>The parts in an integration, with the apps.</summary>
    public BatchLoader<string, IReadOnlyList<IntegrationApp>> LinksByIntegration { get; } = BatchLoader.Many<string, IntegrationApp>(
        (integrationIds, cancellationToken) => database.Set<IntegrationApp>().AsNoTracking().Include(link => link.App)
            .Where(link => EF.Parameter(integrationIds).Contains(link.IntegrationId))
            .OrderBy(link => link.Role).ThenBy(link => link.AppId)
            .ToListAsync(cancellationToken),
        link => link.IntegrationId);

    public BatchLoader<string, IReadOnlyList<Integration>> IntegrationsBySubscription { get; } = BatchLoader.Many<string, Integration>(
        (subscriptionIds, cancellationToken) => database.Set<Integration>().AsNoTracking()
            .Where(integration => EF.Parameter(subscriptionIds).Contains(integration.SubscriptionId!))
            .OrderBy(integration => integration.Id)
            .ToListAsync(cancellationToken),
        integration => integration.SubscriptionId!);
}

/// <summary>Short forms for resolvers.</summary>
internal static class ManagementServices
{
    public static ManagementLoaders Loaders(this IResolveFieldContext context) => context.Service<ManagementLoaders>();

    public static T Service<T>(this IResolveFieldContext context)
        where T : notnull => context.RequestServices!.GetRequiredService<T>();

    /// <summary>The rows of the caller's tenant, not tracked.</summary>
    public static IQueryable<T> Rows<T>(this IResolveFieldContext context)
        where T : class => context.Service<EciDbContext>().Set<T>().AsNoTracking();
}
