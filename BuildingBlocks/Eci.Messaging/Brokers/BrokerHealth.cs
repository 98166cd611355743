using Eci.Messaging.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Eci.Messaging.Brokers;

/// <summary>
/// Degraded, never unhealthy, while the broker is away: nothing is lost and a restart would not help. A process that only publishes
/// notices it by the age of what is not sent.
/// </summary>
internal sealed class BrokerHealth(IBroker broker, IDeliveryStore store, IOptions<BrokerOptions> options, TimeProvider time) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (broker.Trouble is { } trouble)
            return HealthCheckResult.Degraded(trouble);
        try
        {
            var oldest = await store.OldestAsync(Distribution.Relay, cancellationToken);
            return oldest is { } written && time.GetUtcNow() - written > options.Value.UnsentWarning
                ? HealthCheckResult.Degraded($"A message waits for {broker.Name} since {written:u}.")
                : HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return HealthCheckResult.Degraded($"The unsent messages cannot be counted ({exception.GetType().Name}).");
        }
    }
}
