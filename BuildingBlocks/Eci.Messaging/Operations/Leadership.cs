using System.Data.Common;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Eci.Persistence;
using Microsoft.Extensions.Logging;

namespace Eci.Messaging.Operations;

/// <summary>
/// Lets one process of the installation do a work at a time. On PostgreSQL the leader holds an advisory lock on a connection of its
/// own; losing the connection is losing the lead. On SQLite, which one process uses, it is always the leader.
/// </summary>
public sealed partial class Leadership(EciDatabase database, TimeProvider time, ILogger<Leadership> logger)
{
    private const int LockClass = 0x4543_494C;

    /// <summary>How often a leader looks whether it still is one, and the others whether they may be.</summary>
    internal static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(5);

    /// <summary>Runs the work whenever this process leads, until stopped; its token ends with the lead. Never throws because of the database.</summary>
    public async Task LeadAsync(string name, Func<CancellationToken, Task> work, CancellationToken stoppingToken)
    {
        if (database.DataSource is null)
        {
            await work(stoppingToken);
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LeadOnceAsync(name, work, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogLost(name, exception.GetType().Name);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(CheckInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LeadOnceAsync(string name, Func<CancellationToken, Task> work, CancellationToken stoppingToken)
    {
        await using var connection = await database.OpenAsync(stoppingToken);
        if (!await AskAsync(connection, $"SELECT pg_try_advisory_lock({LockOf(name)})", stoppingToken))
            return;
        LogLeads(name);
        using var lead = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var working = work(lead.Token);
        try
        {
            while (await Task.WhenAny(working, Task.Delay(CheckInterval, time, lead.Token)) != working)
            {
                stoppingToken.ThrowIfCancellationRequested();
                await AskAsync(connection, "SELECT true", stoppingToken);
            }

            await working;
        }
        finally
        {
            await lead.CancelAsync();
            await working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await ReleaseAsync(connection, name);
        }
    }

    /// <summary>The connection goes back to the pool: it must not keep the lock.</summary>
    private async Task ReleaseAsync(DbConnection connection, string name)
    {
        try
        {
            await AskAsync(connection, $"SELECT pg_advisory_unlock({LockOf(name)})", CancellationToken.None);
        }
        catch (Exception exception) when (EciDatabase.IsUnavailable(exception))
        {
            LogLost(name, exception.GetType().Name);
        }
    }

    private static string LockOf(string name) => string.Create(
        CultureInfo.InvariantCulture, $"{LockClass}, {unchecked((int)XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(name)))}");

    private static async Task<bool> AskAsync(DbConnection connection, string question, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = question;
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "This process leads {Name}")]
    private partial void LogLeads(string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lead of {Name} was lost ({Error})")]
    private partial void LogLost(string name, string error);
}
