using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Eci.Benchmarks;

/// <summary>Counts the statements that read.</summary>
internal sealed class ExecutedStatements : DbCommandInterceptor
{
    private int _count;

    public int Count => _count;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _count);
        return ValueTask.FromResult(result);
    }
}
