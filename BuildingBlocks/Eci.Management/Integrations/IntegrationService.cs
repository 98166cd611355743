using Eci.Core;
using Eci.Management.Apps;
using Eci.Management.Kinds;
using Eci.Management.Subscriptions;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Management.Integrations;

/// <summary>What a new integration is made of.</summary>
/// <param name="Name">For people; need not be unique.</param>
/// <param name="Enabled">The tenant's switch.</param>
/// <param name="SubscriptionId">Who pays; null: nobody yet, so that it does not work.</param>
/// <param name="AppIds">Apps that take part from the start.</param>
/// <param name="Settings">By the names of the kind's fields.</param>
public sealed record NewIntegration(string? Name, bool Enabled, string? SubscriptionId, IReadOnlyList<string> AppIds, KindValues Settings);

/// <summary>What is to be changed; null: it stays.</summary>
/// <param name="Name">New name.</param>
/// <param name="ChangesSubscription">The subscription is to be changed.</param>
/// <param name="SubscriptionId">The new one; null: none.</param>
/// <param name="Settings">The given ones are changed, the others stay.</param>
public sealed record IntegrationChange(string? Name, bool ChangesSubscription, string? SubscriptionId, KindValues? Settings);

/// <summary>Creates and changes integrations of the tenant of its scope.</summary>
public sealed class IntegrationService(EciDbContext database, KindCatalog kinds, TenantScope tenant)
{
    private const int MostApps = 100;

    private string TenantId => tenant.TenantId ?? throw new InvalidOperationException("Integrations belong to a tenant: none is chosen.");

    /// <summary>The integration with its apps.</summary>
    /// <exception cref="RefusedException">There is no such integration.</exception>
    public async Task<Integration> RequireAsync(string id, CancellationToken cancellationToken) =>
        await database.Set<Integration>().Include(integration => integration.Apps).SingleOrDefaultAsync(integration => integration.Id == id, cancellationToken)
        ?? throw Unknown();

    /// <exception cref="RefusedException">Something given is not valid or does not exist, or an app does not fit.</exception>
    public async Task<Integration> CreateAsync(string kind, NewIntegration given, CancellationToken cancellationToken)
    {
        var description = kinds.Integration(kind);
        var problems = Names.Problems(given.Name).Concat(description.Settings.Check(given.Settings, stored: null)).ToList();
        if (given.AppIds.Count > MostApps)
            problems.Add(new InputProblem("apps", $"apps must name at most {MostApps}."));
        RefusedException.ThrowIfAny(problems);
        await RequireSubscriptionAsync(given.SubscriptionId, cancellationToken);

        var integration = description.Create(new AppHead(Ids.New(IdPrefix.Integration), TenantId, given.Name!.Trim()), given.Settings);
        (integration.Enabled, integration.SubscriptionId) = (given.Enabled, given.SubscriptionId);
        var ids = given.AppIds.Distinct(StringComparer.Ordinal).ToList();
        var apps = await database.Set<App>().Where(app => EF.Parameter(ids).Contains(app.Id)).OrderBy(app => app.Id).ToListAsync(cancellationToken);
        if (apps.Count != ids.Count)
            throw AppService.Unknown();
        apps.ForEach(app => Connect(description, integration, app));
        database.Add(integration);
        await database.SaveOrRefuseAsync(cancellationToken);
        return integration;
    }

    /// <param name="id">The integration.</param>
    /// <param name="kind">Kind that it must be of; null: any.</param>
    /// <param name="change">What is to be changed.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="RefusedException">There is no such integration, or something given is not valid or does not exist.</exception>
    public async Task<Integration> ChangeAsync(string id, string? kind, IntegrationChange change, CancellationToken cancellationToken)
    {
        var integration = await RequireAsync(id, cancellationToken);
        var description = kinds.Of(integration);
        if (kind is not null && !string.Equals(description.Kind, kind, StringComparison.Ordinal))
            throw Unknown();
        RefusedException.ThrowIfAny([
            .. change.Name is null ? [] : Names.Problems(change.Name),
            .. change.Settings is { } settings ? description.Settings.Check(settings, description.SettingsOf(integration)) : []]);
        integration.Name = change.Name?.Trim() ?? integration.Name;
        if (change.ChangesSubscription)
        {
            await RequireSubscriptionAsync(change.SubscriptionId, cancellationToken);
            integration.SubscriptionId = change.SubscriptionId;
        }

        if (change.Settings is not null)
            description.Change(integration, change.Settings);
        await database.SaveOrRefuseAsync(cancellationToken);
        return integration;
    }

    /// <exception cref="RefusedException">There is no such integration.</exception>
    public async Task<Integration> SetEnabledAsync(string id, bool enabled, CancellationToken cancellationToken)
    {
        var integration = await RequireAsync(id, cancellationToken);
        integration.Enabled = enabled;
        await database.SaveOrRefuseAsync(cancellationToken);
        return integration;
    }

    /// <summary>Lets an app take part. Nothing happens when it does already.</summary>
    /// <exception cref="RefusedException">One of both does not exist, or the app does not fit.</exception>
    public async Task<Integration> ConnectAsync(string id, string appId, CancellationToken cancellationToken)
    {
        var integration = await RequireAsync(id, cancellationToken);
        var app = await database.Set<App>().SingleOrDefaultAsync(a => a.Id == appId, cancellationToken) ?? throw AppService.Unknown();
        if (integration.Apps.Exists(link => link.AppId == appId))
            return integration;
        Connect(kinds.Of(integration), integration, app);
        Touch(integration);
        await database.SaveOrRefuseAsync(cancellationToken);
        return integration;
    }

    /// <summary>Ends the part of an app. Nothing happens when it has none.</summary>
    /// <exception cref="RefusedException">One of both does not exist.</exception>
    public async Task<Integration> DisconnectAsync(string id, string appId, CancellationToken cancellationToken)
    {
        var integration = await RequireAsync(id, cancellationToken);
        if (!await database.Set<App>().AnyAsync(app => app.Id == appId, cancellationToken))
            throw AppService.Unknown();
        var links = integration.Apps.Where(link => link.AppId == appId).ToList();
        if (links.Count == 0)
            return integration;
        database.RemoveRange(links);
        Touch(integration);
        await database.SaveOrRefuseAsync(cancellationToken);
        return integration;
    }

    private static RefusedException Unknown() => new("INTEGRATION_NOT_FOUND", "There is no such integration.");

    /// <summary>Of two who connect apps at once, one has to look again.</summary>
    private void Touch(Integration integration) => database.Entry(integration).Property(i => i.UpdatedAt).IsModified = true;

    private void Connect(IIntegrationKind description, Integration integration, App app)
    {
        var kind = kinds.Of(app);
        var place = description.Places.FirstOrDefault(p => string.Equals(p.Role, kind.Role, StringComparison.Ordinal))
            ?? throw new RefusedException(
                "APP_DOES_NOT_FIT",
                $"'{app.Name}' cannot take part: {description.Label} takes apps for {string.Join(", ", description.Places.Select(p => p.Role))}, and {kind.Label} is for {kind.Role}.");
        if (integration.Apps.Count(link => string.Equals(link.Role, place.Role, StringComparison.Ordinal)) >= place.Most)
            throw new RefusedException("PLACE_TAKEN", $"The integration takes at most {place.Most} app for {place.Role}: disconnect the other one first.");
        integration.Apps.Add(new IntegrationApp { TenantId = integration.TenantId, IntegrationId = integration.Id, AppId = app.Id, Role = place.Role });
    }

    private async Task RequireSubscriptionAsync(string? id, CancellationToken cancellationToken)
    {
        if (id is not null && !await database.Set<Subscription>().AnyAsync(subscription => subscription.Id == id, cancellationToken))
            throw SubscriptionService.Unknown();
    }
}
