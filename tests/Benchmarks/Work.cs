using System.Data.Common;
using System.Globalization;
using Eci.Testing.Servers;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Eci.Benchmarks;

/// <summary>Looks from outside whether the hub has something left to do.</summary>
internal static class Work
{
    /// <summary>Timers of watched packages are due in weeks.</summary>
    private const string Unfinished =
        "SELECT count(*) FROM messaging_delivery d JOIN messaging_message m ON m.id = d.message_id WHERE m.topic <> 'PackageLifeCheckDue'";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Waits until so many mails were decided on, wherever their messages were on the way.</summary>
    public static Task MailsAsync(TestDatabase database, int count) =>
        UntilAsync(database, "SELECT count(*) FROM commerce_transactional_email", found => found >= count);

    /// <summary>Waits until nothing is left.</summary>
    public static Task DrainAsync(TestDatabase database) => UntilAsync(database, Unfinished, left => left == 0);

    private static async Task UntilAsync(TestDatabase database, string question, Func<long, bool> isDone)
    {
        var start = TimeProvider.System.GetTimestamp();
        await using DbConnection connection = database.Kind is DatabaseKind.Postgres
            ? new NpgsqlConnection(database.ConnectionString)
            : new SqliteConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = question;
        while (!isDone(Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture)))
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
                throw new TimeoutException("The hub does not come to an end.");
            await Task.Delay(Pause);
        }
    }
}
