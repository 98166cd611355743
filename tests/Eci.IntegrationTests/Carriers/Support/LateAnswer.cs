using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Eci.IntegrationTests.Carriers.Support;

/// <summary>Holds the database's answer to the question which packages are due, so that others can act before it is used.</summary>
internal sealed class LateAnswer : DbCommandInterceptor
{
    private Func<Task>? _meanwhile;

    /// <summary>Does something once, between the next such answer and its use.</summary>
    public void Before(Func<Task> meanwhile) => _meanwhile = meanwhile;

    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        if (command.CommandText.Contains("carriers_poll", StringComparison.Ordinal)
            && command.CommandText.Contains("ORDER BY", StringComparison.Ordinal)
            && Interlocked.Exchange(ref _meanwhile, null) is { } meanwhile)
            await meanwhile();
        return result;
    }
}
