using Eci.Core;
using Eci.Modules.OutgoingWebhooks.Data;
using Eci.Modules.OutgoingWebhooks.Sending;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.OutgoingWebhooks.Management;

/// <summary>Makes secrets of endpoints and lets them run out. Writes into the unit of work only.</summary>
internal sealed class EndpointSecrets(EciDbContext database, CredentialProtector protector, TimeProvider time)
{
    /// <summary>Longest grace of an old secret.</summary>
    public const int MaxGraceHours = 7 * 24;

    /// <summary>Grace when none is named.</summary>
    public const int UsualGraceHours = 24;

    /// <summary>Each valid secret adds a signature to the header.</summary>
    private const int MaxValid = 5;

    /// <summary>Adds a secret and returns it as the tenant is shown it.</summary>
    public string Add(WebhookEndpoint endpoint)
    {
        var key = SigningSecret.New();
        database.Add(new EndpointSecret
        {
            Id = Ids.New(IdPrefix.WebhookSecret),
            TenantId = endpoint.TenantId,
            EndpointId = endpoint.Id,
            Key = protector.Protect(new SigningKey(key)),
            CreatedAt = time.GetUtcNow(),
        });
        return SigningSecret.Write(key);
    }

    /// <summary>Adds a secret and ends the others after the grace; drops those that ended before.</summary>
    public async Task<string> RotateAsync(WebhookEndpoint endpoint, int graceHours, CancellationToken cancellationToken)
    {
        if (graceHours is < 0 or > MaxGraceHours)
            throw Refusals.Argument($"'graceHours' must be 0 to {MaxGraceHours}.");
        var end = time.GetUtcNow().AddHours(graceHours);
        var known = await database.Set<EndpointSecret>().Where(s => s.EndpointId == endpoint.Id).ToListAsync(cancellationToken);
        foreach (var secret in known.Where(s => s.ExpiresAt is null || s.ExpiresAt > end))
            secret.ExpiresAt = end;
        var valid = known.Where(s => s.IsValid(time.GetUtcNow())).ToList();
        if (valid.Count >= MaxValid)
            throw Refusals.TooManySecrets(MaxValid);
        database.RemoveRange(known.Except(valid));
        return Add(endpoint);
    }
}
