using Eci.Persistence;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Eci.Host;

/// <summary>Ready means: the database takes writes, and its schema was seen to be this build's.</summary>
internal sealed class DatabaseHealth(EciDatabase database, DatabaseMigrator migrator, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private volatile bool _schemaFits;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // Not cancelled but left alone: a server that is silent does not take a cancellation either.
            await database.RequireWritableAsync(CancellationToken.None).WaitAsync(Patience, time, cancellationToken);
            _schemaFits = _schemaFits || (await migrator.PendingAsync(cancellationToken).WaitAsync(Patience, time, cancellationToken)).Count == 0;
            return _schemaFits ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database lacks migrations of this build.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy($"The database cannot be used ({exception.GetType().Name}).");
        }
    }
}
