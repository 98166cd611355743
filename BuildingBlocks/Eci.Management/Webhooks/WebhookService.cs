using Eci.Core;
using Eci.Management.Apps;
using Eci.Management.Kinds;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Management.Webhooks;

/// <summary>A webhook and what is told only once.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Secret">Its new secret: only a hash is kept. Null: there is no new one.</param>
public sealed record IssuedWebhook(IncomingWebhook Webhook, string? Secret);

/// <summary>Creates, rotates and deletes addresses that third parties call, for the tenant of its scope.</summary>
public sealed class WebhookService(EciDbContext database, KindCatalog kinds, TimeProvider time)
{
    /// <summary>How long the old secret or address is good after a change, unless somebody says otherwise; hours.</summary>
    public const int UsualGraceHours = 24;

    private const int LongestGraceHours = 30 * 24;
    private const int MostSecrets = 10;
    private const string SecretPrefix = "whsec";

    /// <param name="appId">The app.</param>
    /// <param name="name">For people; null: none.</param>
    /// <param name="withSecret">Calls have to carry a secret.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="RefusedException">There is no such app, its third party calls nobody, or sends no secret, or only with one.</exception>
    public async Task<IssuedWebhook> CreateAsync(string appId, string? name, bool? withSecret, CancellationToken cancellationToken)
    {
        var app = await database.Set<App>().SingleOrDefaultAsync(a => a.Id == appId, cancellationToken) ?? throw AppService.Unknown();
        var kind = kinds.Of(app);
        var form = kind.Webhook ?? throw new RefusedException("APP_WITHOUT_WEBHOOK", $"{kind.Label} calls no webhook: apps of this kind have none.");
        RefusedException.ThrowIfAny([.. name is null ? [] : Names.Problems(name), .. SecretProblems(kind, form, withSecret)]);
        var webhook = NewWebhook(app.TenantId, appId, name?.Trim());
        database.Add(webhook);
        var secret = form.TakesSecret ? AddSecret(webhook) : null;
        await database.SaveOrRefuseAsync(cancellationToken);
        webhook.App = app;
        return new IssuedWebhook(webhook, secret);
    }

    /// <summary>Adds a secret; the others are accepted until the grace period ends.</summary>
    /// <exception cref="RefusedException">There is no such webhook, its third party sends no secret, or too many are accepted still.</exception>
    public async Task<IssuedWebhook> RotateSecretAsync(string webhookId, int graceHours, CancellationToken cancellationToken)
    {
        var webhook = await GetAsync(webhookId, cancellationToken);
        if (!FormOf(webhook).TakesSecret)
            throw new RefusedException("WEBHOOK_WITHOUT_SECRET", "Calls of this webhook carry no secret: its address is the secret. Replace the webhook instead.");
        var now = time.GetUtcNow();
        var end = GraceEnd(graceHours, now);
        database.RemoveRange(webhook.Secrets.Where(secret => secret.ExpiresAt <= now));
        var valid = webhook.Secrets.Where(secret => !(secret.ExpiresAt <= now)).ToList();
        if (valid.Count >= MostSecrets)
            throw new RefusedException("TOO_MANY_SECRETS", $"{valid.Count} secrets are accepted still: revoke some first.");
        foreach (var old in valid.Where(secret => secret.ExpiresAt is null || secret.ExpiresAt > end))
            old.ExpiresAt = end;
        var added = AddSecret(webhook);
        await database.SaveOrRefuseAsync(cancellationToken);
        return new IssuedWebhook(webhook, added);
    }

    /// <summary>Rotates the secret, or replaces the address where that is the secret.</summary>
    /// <exception cref="RefusedException">There is no such webhook, or it cannot be renewed now.</exception>
    public async Task<IssuedWebhook> RenewAsync(string webhookId, int graceHours, CancellationToken cancellationToken) =>
        FormOf(await GetAsync(webhookId, cancellationToken)).TakesSecret
            ? await RotateSecretAsync(webhookId, graceHours, cancellationToken)
            : await ReplaceAsync(webhookId, graceHours, cancellationToken);

    /// <summary>Refuses a secret from now on.</summary>
    /// <exception cref="RefusedException">There is no such secret.</exception>
    public async Task<IncomingWebhook> RevokeSecretAsync(string secretId, CancellationToken cancellationToken)
    {
        var secret = await database.Set<WebhookSecret>().SingleOrDefaultAsync(s => s.Id == secretId, cancellationToken)
            ?? throw new RefusedException("WEBHOOK_SECRET_NOT_FOUND", "There is no such secret.");
        var now = time.GetUtcNow();
        if (secret.ExpiresAt is null || secret.ExpiresAt > now)
            secret.ExpiresAt = now;
        await database.SaveOrRefuseAsync(cancellationToken);
        return await GetAsync(secret.WebhookId, cancellationToken);
    }

    /// <summary>Gives the app a new address; the old one is good until the grace period ends.</summary>
    /// <exception cref="RefusedException">There is no such webhook, it was replaced already, or its calls carry a secret, which can be rotated.</exception>
    public async Task<IssuedWebhook> ReplaceAsync(string webhookId, int graceHours, CancellationToken cancellationToken)
    {
        var old = await GetAsync(webhookId, cancellationToken);
        if (FormOf(old).TakesSecret)
            throw new RefusedException("WEBHOOK_WITH_SECRET", "Calls of this webhook carry a secret: rotate that instead.");
        if (old.ExpiresAt is not null)
            throw new RefusedException("WEBHOOK_REPLACED", "The webhook was replaced already.");
        old.ExpiresAt = GraceEnd(graceHours, time.GetUtcNow());
        var webhook = NewWebhook(old.TenantId, old.AppId, old.Name);
        database.Add(webhook);
        await database.SaveOrRefuseAsync(cancellationToken);
        webhook.App = old.App;
        return new IssuedWebhook(webhook, Secret: null);
    }

    /// <summary>Calls of the address are refused from now on.</summary>
    /// <returns>The webhook as it was.</returns>
    /// <exception cref="RefusedException">There is no such webhook.</exception>
    public async Task<IncomingWebhook> DeleteAsync(string webhookId, CancellationToken cancellationToken)
    {
        var webhook = await GetAsync(webhookId, cancellationToken);
        var secrets = webhook.Secrets.ToList();
        database.RemoveRange(secrets);
        database.Remove(webhook);
        await database.SaveOrRefuseAsync(cancellationToken);
        return webhook;
    }

    private static IncomingWebhook NewWebhook(string tenantId, string appId, string? name) =>
        new() { Id = Ids.NewSecret(IdPrefix.Webhook), TenantId = tenantId, AppId = appId, Name = name };

    private static IEnumerable<InputProblem> SecretProblems(IAppKind kind, WebhookForm form, bool? withSecret)
    {
        if (withSecret is { } wanted && wanted != form.TakesSecret)
        {
            yield return new InputProblem("withSecret", form.TakesSecret
                ? $"withSecret must not be false: calls of {kind.Label} carry a secret."
                : $"withSecret must not be true: {kind.Label} sends no secret, the address of the webhook is the secret.");
        }
    }

    private static DateTimeOffset GraceEnd(int hours, DateTimeOffset now) => hours is >= 0 and <= LongestGraceHours
        ? now.AddHours(hours)
        : throw new RefusedException([new InputProblem("graceHours", $"graceHours must be 0 to {LongestGraceHours}.")]);

    private WebhookForm FormOf(IncomingWebhook webhook) =>
        kinds.Of(webhook.App!).Webhook ?? throw new InvalidOperationException("The webhook belongs to an app whose kind has none.");

    private string AddSecret(IncomingWebhook webhook)
    {
        var secret = Ids.NewSecret(SecretPrefix);
        database.Add(WebhookSecret.Create(webhook, secret, time.GetUtcNow()));
        return secret;
    }

    private async Task<IncomingWebhook> GetAsync(string id, CancellationToken cancellationToken) =>
        await database.Set<IncomingWebhook>().Include(webhook => webhook.App).Include(webhook => webhook.Secrets)
            .SingleOrDefaultAsync(webhook => webhook.Id == id, cancellationToken)
        ?? throw new RefusedException("WEBHOOK_NOT_FOUND", "There is no such webhook.");
}
