using Eci.Core;
using Eci.Management.Kinds;
using Eci.Persistence;
using Eci.Scheduling.Operations;
using Microsoft.EntityFrameworkCore;

namespace Eci.Management.Apps;

/// <summary>What a new app is made of.</summary>
/// <param name="Name">For people; need not be unique.</param>
/// <param name="Enabled">The tenant's switch.</param>
/// <param name="Settings">By the names of the kind's fields.</param>
/// <param name="Credentials">By the names of the kind's fields.</param>
public sealed record NewApp(string? Name, bool Enabled, KindValues Settings, KindValues Credentials);

/// <summary>What is to be changed; null: it stays.</summary>
/// <param name="Name">New name.</param>
/// <param name="Settings">The given ones are changed, the others stay.</param>
/// <param name="Credentials">Take the place of the stored ones as a whole.</param>
public sealed record AppChange(string? Name, KindValues? Settings, KindValues? Credentials);

/// <summary>When an app's job runs; null: the default.</summary>
public sealed record AppSchedule(string? Cron, string? TimeZone, int? TimeoutSeconds);

/// <summary>Creates and changes apps of the tenant of its scope.</summary>
public sealed class AppService(EciDbContext database, KindCatalog kinds, TenantScope tenant, ScheduleService schedules)
{
    private const int LongestTimeout = 24 * 60 * 60;

    private string TenantId => tenant.TenantId ?? throw new InvalidOperationException("Apps belong to a tenant: none is chosen.");

    /// <summary>The app.</summary>
    /// <exception cref="RefusedException">There is no such app.</exception>
    public async Task<App> RequireAsync(string id, CancellationToken cancellationToken) =>
        await database.Set<App>().SingleOrDefaultAsync(app => app.Id == id, cancellationToken) ?? throw Unknown();

    /// <exception cref="RefusedException">The kind is not known, or something given is not valid.</exception>
    public async Task<App> CreateAsync(string kind, NewApp given, CancellationToken cancellationToken)
    {
        var description = kinds.App(kind);
        RefusedException.ThrowIfAny([
            .. Names.Problems(given.Name),
            .. description.Settings.Check(given.Settings, stored: null),
            .. description.Credentials.Check(given.Credentials, stored: null)]);
        var app = description.Create(new AppHead(Ids.New(IdPrefix.App), TenantId, given.Name!.Trim()), given.Settings, given.Credentials);
        app.Enabled = given.Enabled;
        database.Add(app);
        await database.SaveOrRefuseAsync(cancellationToken);
        return app;
    }

    /// <param name="id">The app.</param>
    /// <param name="kind">Kind that it must be of; null: any.</param>
    /// <param name="change">What is to be changed.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="RefusedException">There is no such app, or something given is not valid.</exception>
    public async Task<App> ChangeAsync(string id, string? kind, AppChange change, CancellationToken cancellationToken)
    {
        var app = await RequireAsync(id, cancellationToken);
        var description = kinds.Of(app);
        if (kind is not null && !string.Equals(description.Kind, kind, StringComparison.Ordinal))
            throw Unknown();
        RefusedException.ThrowIfAny([
            .. change.Name is null ? [] : Names.Problems(change.Name),
            .. change.Settings is { } settings ? description.Settings.Check(settings, description.SettingsOf(app)) : [],
            .. change.Credentials is { } credentials ? description.Credentials.Check(credentials, stored: null) : []]);
        app.Name = change.Name?.Trim() ?? app.Name;
        description.Change(app, change.Settings, change.Credentials);
        await database.SaveOrRefuseAsync(cancellationToken);
        return app;
    }

    /// <exception cref="RefusedException">There is no such app.</exception>
    public async Task<App> SetEnabledAsync(string id, bool enabled, CancellationToken cancellationToken)
    {
        var app = await RequireAsync(id, cancellationToken);
        app.Enabled = enabled;
        await database.SaveOrRefuseAsync(cancellationToken);
        return app;
    }

    /// <exception cref="RefusedException">There is no such app, its kind has no job, or the schedule cannot be read.</exception>
    public async Task<App> SetScheduleAsync(string id, AppSchedule schedule, CancellationToken cancellationToken)
    {
        var app = await RequireAsync(id, cancellationToken);
        var (cron, timeZone) = (TextOf(schedule.Cron), TextOf(schedule.TimeZone));
        if (schedules.RefusalOf(kinds.Of(app).Kind) is { } refusal)
            throw new RefusedException(refusal.Code, refusal.Message);
        var problems = schedules.Problems(cron, timeZone).Select(problem => new InputProblem(problem.Key, problem.Value)).ToList();
        if (schedule.TimeoutSeconds is < 1 or > LongestTimeout)
            problems.Add(new InputProblem("timeoutSeconds", $"timeoutSeconds must be 1 to {LongestTimeout}."));
        RefusedException.ThrowIfAny(problems);
        (app.CronSchedule, app.CronTimeZone) = (cron, timeZone);
        app.CronTimeout = schedule.TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        await database.SaveOrRefuseAsync(cancellationToken);
        return app;
    }

    /// <summary>Deletes an app that nothing refers to. What it brought stays.</summary>
    /// <returns>The app as it was.</returns>
    /// <exception cref="RefusedException">There is no such app, or something refers to it.</exception>
    public async Task<App> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        var app = await RequireAsync(id, cancellationToken);
        var links = await database.Set<IntegrationApp>().CountAsync(link => link.AppId == id, cancellationToken);
        var webhooks = await database.Set<IncomingWebhook>().CountAsync(webhook => webhook.AppId == id, cancellationToken);
        if (links > 0 || webhooks > 0)
            throw InUse($"It takes part in {links} integrations and has {webhooks} webhooks: disconnect it and delete them first, or switch it off.");
        database.Remove(app);
        try
        {
            await database.SaveOrRefuseAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (!EciDatabase.IsUnavailable(exception))
        {
            database.ChangeTracker.Clear();
            throw InUse("Something still refers to it, such as a template of its own or a webhook made this moment; switch it off instead.");
        }

        return app;
    }

    internal static RefusedException Unknown() => new("APP_NOT_FOUND", "There is no such app.");

    private static RefusedException InUse(string why) => new("APP_IN_USE", $"The app cannot be deleted. {why}");

    private static string? TextOf(string? given) => string.IsNullOrWhiteSpace(given) ? null : given.Trim();
}
