using NUnit.Framework;

namespace Eci.Testing.Servers;

/// <summary>
/// Base of suites that are written once and run on both databases. The derived class carries
/// <c>[TestFixture(DatabaseKind.Sqlite)]</c> and <c>[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]</c> and passes the
/// kind on. One database per fixture; the PostgreSQL half is ignored, with the reason, where no server is named.
/// </summary>
public abstract class DatabaseFixture(DatabaseKind kind)
{
    private TestDatabase? _database;

    protected TestDatabase Database => _database ?? throw new InvalidOperationException("The database exists from the first set-up on.");

    [OneTimeSetUp]
    public async Task CreateDatabaseAsync() => _database = await TestDatabase.CreateAsync(kind);

    [OneTimeTearDown]
    public async Task DropDatabaseAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
    }
}
