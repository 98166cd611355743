using Eci.Messaging.Operations;
using Eci.Persistence;
using Eci.Testing.Servers;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace Eci.IntegrationTests.Messaging;

[TestFixture(Category = "Postgres")]
internal sealed class Leading_of_one_process() : DatabaseFixture(DatabaseKind.Postgres)
{
    private const string Work = "the work";
    private const string CutOthers =
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    [Test]
    public async Task Goes_to_another_when_the_leader_stops()
    {
        await using var first = new Candidate(Database);
        await Eventually.Async(() => first.Leads, Deadline, "the first leads");
        await using var second = new Candidate(Database);
        await Task.Delay(TimeSpan.FromMilliseconds(200));
        Assert.That(second.Leads, Is.False);
        await first.StopAsync();
        await Eventually.Async(() => second.Leads, Deadline, "the second leads");
    }

    [Test]
    public async Task Ends_with_the_connection_it_is_held_by()
    {
        await using var leader = new Candidate(Database);
        await Eventually.Async(() => leader.Leads, Deadline, "it leads");
        await using (var other = new EciDatabase(new DatabaseSettings(DatabaseProvider.Postgres, Database.ConnectionString)))
        await using (var connection = await other.OpenAsync(CancellationToken.None))
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = CutOthers;
            await command.ExecuteScalarAsync();
        }

        await Eventually.Async(() => leader.Turns == 2, Deadline, "the work was ended and began again");
    }

    /// <summary>A process that would do the work.</summary>
    private sealed class Candidate : IAsyncDisposable
    {
        private readonly EciDatabase _database;
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _leading;
        private volatile bool _leads;
        private volatile int _turns;

        public Candidate(TestDatabase database)
        {
            _database = new EciDatabase(new DatabaseSettings(DatabaseProvider.Postgres, database.ConnectionString));
            _leading = new Leadership(_database, TimeProvider.System, NullLogger<Leadership>.Instance).LeadAsync(Work, DoAsync, _stop.Token);
        }

        public bool Leads => _leads;

        public int Turns => _turns;

        public async Task StopAsync()
        {
            await _stop.CancelAsync();
            await _leading;
        }

        public async ValueTask DisposeAsync()
        {
            await StopAsync();
            await _database.DisposeAsync();
            _stop.Dispose();
        }

        private async Task DoAsync(CancellationToken lead)
        {
            _leads = true;
            _turns++;
            await Task.Delay(Timeout.InfiniteTimeSpan, lead).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _leads = false;
        }
    }
}
