using Eci.Modules.OutgoingWebhooks.Data;
using Eci.Persistence;
using Eci.Web.GraphQL;
using GraphQL.DataLoader;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.OutgoingWebhooks.GraphQL;

/// <summary>Loads what belongs to the endpoints and deliveries of a request: one statement per kind.</summary>
internal sealed class WebhookLoaders
{
    private const int LastAttempts = 10;

    private readonly BatchLoader<string, WebhookEndpoint?> _endpoints;
    private readonly BatchLoader<string, EndpointHealth?> _health;
    private readonly BatchLoader<string, IReadOnlyList<EndpointSecret>> _secrets;
    private readonly BatchLoader<string, IReadOnlyList<WebhookAttempt>> _attempts;

    public WebhookLoaders(EciDbContext database, TimeProvider time)
    {
        _endpoints = BatchLoader.One<string, WebhookEndpoint>(
            (ids, token) => database.Set<WebhookEndpoint>().AsNoTracking().Where(e => ids.Contains(e.Id)).ToListAsync(token), e => e.Id);
        _health = BatchLoader.One<string, EndpointHealth>(
            (ids, token) => database.Set<EndpointHealth>().AsNoTracking().Where(h => ids.Contains(h.EndpointId)).ToListAsync(token), h => h.EndpointId);
        _secrets = BatchLoader.Many<string, EndpointSecret>(
            (ids, token) =>
            {
                var now = time.GetUtcNow();
                return database.Set<EndpointSecret>().AsNoTracking()
                    .Where(s => ids.Contains(s.EndpointId) && (s.ExpiresAt == null || s.ExpiresAt > now))
                    .OrderByDescending(s => s.CreatedAt)
                    .ToListAsync(token);
            },
            s => s.EndpointId);
        _attempts = BatchLoader.Many<string, WebhookAttempt>(
            (ids, token) => database.Set<WebhookAttempt>().AsNoTracking()
                .Where(a => ids.Contains(a.DeliveryId) && database.Set<WebhookDelivery>().Any(d => d.Id == a.DeliveryId && a.Number > d.Attempts - LastAttempts))
                .OrderByDescending(a => a.Number)
                .ToListAsync(token),
            a => a.DeliveryId);
    }

    public IDataLoaderResult<WebhookEndpoint?> EndpointOf(string id) => _endpoints.LoadAsync(id);

    public IDataLoaderResult<EndpointHealth?> HealthOf(string endpointId) => _health.LoadAsync(endpointId);

    public IDataLoaderResult<IReadOnlyList<EndpointSecret>> SecretsOf(string endpointId) => _secrets.LoadAsync(endpointId);

    public IDataLoaderResult<IReadOnlyList<WebhookAttempt>> AttemptsOf(string deliveryId) => _attempts.LoadAsync(deliveryId);
}
