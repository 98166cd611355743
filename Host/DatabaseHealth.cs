using Eci.Persistence;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Eci.Host;

/// <summary>Ready means: the database answers, and its schema was seen to be this build's.</summary>
internal sealed class DatabaseHealth(EciDatabase database, DatabaseMigrator migrator) : IHealthCheck
{
    private volatile bool _schemaFits;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using (var connection = await database.OpenAsync(cancellationToken))
            await using (var command = connection.CreateCommand())
            {
                command.CommandText = "SELECT 1";
                await command.ExecuteScalarAsync(cancellationToken);
            }

            _schemaFits = _schemaFits || (await migrator.PendingAsync(cancellationToken)).Count == 0;
            return _schemaFits ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database lacks migrations of this build.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy($"The database does not answer ({exception.GetType().Name}).");
        }
    }
}
