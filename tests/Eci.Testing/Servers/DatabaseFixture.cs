using NUnit.Framework;

namespace Eci.Testing.Servers;

/// <summary>
/// Base of suites that are written once and run on both databases. The derived class carries
/// <c>[TestFixture(DatabaseKind.Sqlite)]</c> and <c>[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]</c> and passes the
/// kind on. One database per fixture; the PostgreSQL half is ignored, with the reason, where no server is named.
/// </summary>
/// <param name="kind">The database.</param>
/// <param name="isEmpty">It has nothing in it, for hosts that make a schema of their own; else the schema of this build.</param>
public abstract class DatabaseFixture(DatabaseKind kind, bool isEmpty = false)
{
    private TestDatabase? _database;

    protected TestDatabase Database => _database ?? throw new InvalidOperationException("The database exists from the first set-up on.");

    [OneTimeSetUp]
    public async Task CreateDatabaseAsync() => _database = isEmpty ? await TestDatabase.CreateEmptyAsync(kind) : await TestDatabase.CreateAsync(kind);

    [OneTimeTearDown]
    public async Task DropDatabaseAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
    }
}
