using Eci.Core;
using Eci.Modules.OutgoingWebhooks.Contracts;
using Eci.Modules.OutgoingWebhooks.Data;
using Eci.Modules.OutgoingWebhooks.FanOut;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.OutgoingWebhooks.Management;

/// <summary>Changes endpoints of the tenant of its scope. Each refusal is a <see cref="WebhookRefusedException"/>.</summary>
internal sealed class EndpointService(
    EciDbContext database,
    TenantScope tenant,
    EndpointInput input,
    EndpointSecrets secrets,
    TenantsWithEndpoints audience,
    TimeProvider time)
{
    public async Task<EndpointWithSecret> CreateAsync(EndpointDraft draft, CancellationToken cancellationToken)
    {
        var tenantId = tenant.TenantId ?? throw Refusals.Argument("Choose a tenant.");
        var endpoint = new WebhookEndpoint
        {
            Id = Ids.New(IdPrefix.WebhookEndpoint),
            TenantId = tenantId,
            Url = input.Url(draft.Url),
            Description = EndpointInput.Description(draft.Description),
            EventTypes = EndpointInput.EventTypes(draft.EventTypes),
        };
        input.Another(await database.Set<WebhookEndpoint>().CountAsync(cancellationToken));
        database.Add(endpoint);
        database.Add(new EndpointHealth { EndpointId = endpoint.Id, TenantId = tenantId });
        var secret = secrets.Add(endpoint);
        await database.SaveChangesAsync(cancellationToken);
        audience.Forget(tenantId);
        return new EndpointWithSecret(endpoint, secret);
    }

    /// <summary>Changes what is given; null leaves as it is.</summary>
    public async Task<WebhookEndpoint> UpdateAsync(EndpointChange change, CancellationToken cancellationToken)
    {
        var endpoint = await FindAsync(change.Id, cancellationToken);
        if (change.Url is { } url)
            endpoint.Url = input.Url(url);
        if (change.Description is { } description)
            endpoint.Description = EndpointInput.Description(description);
        if (change.EventTypes is { } types)
            endpoint.EventTypes = EndpointInput.EventTypes(types);
        await database.SaveChangesAsync(cancellationToken);
        return endpoint;
    }

    /// <summary>An endpoint that is switched on is given the whole time again before failures switch it off.</summary>
    public async Task<WebhookEndpoint> SetEnabledAsync(string id, bool enabled, CancellationToken cancellationToken)
    {
        var endpoint = await FindAsync(id, cancellationToken);
        if (enabled == endpoint.DisabledAt is null)
            return endpoint;
        endpoint.DisabledAt = enabled ? null : time.GetUtcNow();
        endpoint.DisabledReason = enabled ? null : WebhookDisabledReason.Manual;
        var health = await database.Set<EndpointHealth>().SingleAsync(h => h.EndpointId == id, cancellationToken);
        (health.FailingSince, health.PausedUntil) = (null, null);
        await database.SaveChangesAsync(cancellationToken);
        audience.Forget(endpoint.TenantId);
        return endpoint;
    }

    public async Task<EndpointWithSecret> RotateAsync(string id, int graceHours, CancellationToken cancellationToken)
    {
        var endpoint = await FindAsync(id, cancellationToken);
        var secret = await secrets.RotateAsync(endpoint, graceHours, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        return new EndpointWithSecret(endpoint, secret);
    }

    /// <summary>The log stays: it says what was sent, until its retention.</summary>
    public async Task<WebhookEndpoint> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        var endpoint = await FindAsync(id, cancellationToken);
        database.RemoveRange(await database.Set<EndpointSecret>().Where(s => s.EndpointId == id).ToListAsync(cancellationToken));
        database.RemoveRange(await database.Set<EndpointHealth>().Where(h => h.EndpointId == id).ToListAsync(cancellationToken));
        database.Remove(endpoint);
        await database.SaveChangesAsync(cancellationToken);
        return endpoint;
    }

    private async Task<WebhookEndpoint> FindAsync(string id, CancellationToken cancellationToken) =>
        await database.Set<WebhookEndpoint>().SingleOrDefaultAsync(e => e.Id == id, cancellationToken) ?? throw Refusals.UnknownEndpoint();
}

/// <summary>An endpoint to be.</summary>
internal sealed record EndpointDraft(string Url, string? Description, IReadOnlyList<string> EventTypes);

/// <summary>What is to change; null leaves as it is.</summary>
internal sealed record EndpointChange(string Id, string? Url, string? Description, IReadOnlyList<string>? EventTypes);

/// <summary>An endpoint with a secret that is shown this once.</summary>
internal sealed record EndpointWithSecret(WebhookEndpoint Endpoint, string Secret);
