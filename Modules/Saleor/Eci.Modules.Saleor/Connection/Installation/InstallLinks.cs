using Eci.Core;
using Eci.Management;
using Eci.Management.Apps;
using Eci.Management.Kinds;
using Eci.Management.Webhooks;
using Eci.Modules.Saleor.Connection.Manifest;
using Eci.Modules.Saleor.Contracts;
using Eci.Persistence;
using Eci.Web;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Connection.Installation;

internal sealed class InstallLinks(EciDbContext database, AppService apps, WebhookService webhooks, PublicUrl hub, TimeProvider time) : ISaleorInstallLinks
{
    private const string SecretPrefix = "sil";

    private static readonly TimeSpan UsualTime = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(30);

    public async Task<SaleorInstallLinkShown> CreateAsync(NewSaleorInstallLink wanted, CancellationToken cancellationToken)
    {
        var validFor = wanted.ExpiresIn ?? UsualTime;
        if (validFor <= TimeSpan.Zero || validFor > LongestTime)
            throw new RefusedException([new InputProblem("expiresInMinutes", $"expiresInMinutes must be 1 to {LongestTime.TotalMinutes:0}.")]);
        var type = SaleorAppTypes.Of(wanted.Type);
        var app = wanted.AppId is null
            ? await apps.CreateAsync(type.Kind, new NewApp(wanted.Name ?? type.Name, Enabled: true, KindValues.None, KindValues.None), cancellationToken)
            : await RequireAsync(wanted.AppId, type, cancellationToken);
        var webhookId = await WebhookOfAsync(app, cancellationToken);
        var secret = Ids.NewSecret(SecretPrefix);
        var link = new SaleorInstallLink
        {
            Id = Ids.New(IdPrefix.InstallLink),
            TenantId = app.TenantId,
            AppId = app.Id,
            WebhookId = webhookId,
            SecretHash = ApiKey.HashOf(secret),
            ExpiresAt = time.GetUtcNow() + validFor,
        };
        database.Add(link);
        await ForgetOldAsync(cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        var path = ManifestEndpoint.PathOf(type, secret);
        return new SaleorInstallLinkShown(app.Id, hub.Of(path) ?? path, link.ExpiresAt);
    }

    public Task<bool> IsConnectedAsync(string appId, CancellationToken cancellationToken) =>
        database.Set<SaleorInstallation>().AnyAsync(i => i.AppId == appId && i.RefusedSince == null, cancellationToken);

    private async Task<App> RequireAsync(string appId, SaleorAppDescription type, CancellationToken cancellationToken)
    {
        var app = await apps.RequireAsync(appId, cancellationToken);
        return app is IInstalledApp installed && installed.Type == type.Type
            ? app
            : throw new RefusedException("APP_OF_OTHER_KIND", $"The app is not of the kind {type.Kind}.");
    }

    /// <summary>The app's address for the shop; it has one from its first link on.</summary>
    private async Task<string> WebhookOfAsync(App app, CancellationToken cancellationToken) =>
        await database.Set<IncomingWebhook>().Where(w => w.AppId == app.Id && w.ExpiresAt == null).OrderBy(w => w.CreatedAt).Select(w => w.Id)
            .FirstOrDefaultAsync(cancellationToken)
        ?? (await webhooks.CreateAsync(app.Id, name: null, withSecret: null, cancellationToken)).Webhook.Id;

    /// <summary>Links that can no longer be used are of no use after the longest time.</summary>
    private async Task ForgetOldAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - LongestTime;
        database.RemoveRange(await database.Set<SaleorInstallLink>().Where(l => l.ExpiresAt < before).Take(Writes.Portion).ToListAsync(cancellationToken));
    }
}
