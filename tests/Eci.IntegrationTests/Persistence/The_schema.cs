using Eci.Host;
using Eci.Persistence;
using Eci.Testing.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace Eci.IntegrationTests.Persistence;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class The_schema(DatabaseKind kind)
{
    private TestDatabase _database = null!;

    [SetUp]
    public async Task CreateDatabaseAsync() => _database = await TestDatabase.CreateEmptyAsync(kind);

    [TearDown]
    public async Task DropDatabaseAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
    }

    [TestCase("Development")]
    [TestCase("Production")]
    public async Task Has_a_migration_for_everything_in_the_model(string environment)
    {
        await using var app = Build(environment);
        await using var scope = app.Services.CreateAsyncScope();
        Assert.That(scope.ServiceProvider.GetRequiredService<EciDbContext>().Database.HasPendingModelChanges(), Is.False);
    }

    [Test]
    public async Task Is_made_from_nothing_and_then_left_alone()
    {
        await using var app = Build();
        var migrator = app.Services.GetRequiredService<DatabaseMigrator>();
        Assert.That(await migrator.PendingAsync(CancellationToken.None), Is.Not.Empty);
        await migrator.MigrateAsync(CancellationToken.None);
        Assert.That(await migrator.PendingAsync(CancellationToken.None), Is.Empty);
        var applied = await AppliedAsync(app);

        await migrator.MigrateAsync(CancellationToken.None);
        await using var again = Build();
        await again.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        Assert.That(await AppliedAsync(again), Is.EqualTo(applied));
    }

    [Test]
    public async Task Can_be_made_by_several_at_once()
    {
        var apps = Enumerable.Range(0, 3).Select(_ => Build()).ToList();
        await Task.WhenAll(apps.Select(app => Task.Run(() => app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None))));
        Assert.That(await AppliedAsync(apps[0]), Is.Not.Empty);
        foreach (var app in apps)
            await app.DisposeAsync();
    }

    [Test]
    public async Task Can_be_taken_back_and_made_again()
    {
        await using var app = Build();
        await using var scope = app.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<EciDbContext>().Database;
        await database.MigrateAsync();
        await database.MigrateAsync(Migration.InitialDatabase);
        Assert.That(await database.GetAppliedMigrationsAsync(), Is.Empty);
        await database.MigrateAsync();
        Assert.That(await database.GetPendingMigrationsAsync(), Is.Empty);
    }

    [Test]
    public async Task Is_named_as_missing_by_a_process_that_may_not_make_it()
    {
        if (kind is DatabaseKind.Sqlite)
            Assert.Ignore("On SQLite every process makes the schema.");
        await using var app = Build(roles: "api");
        await Assert.ThatAsync(() => Startup.PrepareAsync(app), Throws.TypeOf<InvalidConfigurationException>().With.Message.Contains("Eci:Roles=migrate"));
    }

    private static async Task<List<string>> AppliedAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return [.. await scope.ServiceProvider.GetRequiredService<EciDbContext>().Database.GetAppliedMigrationsAsync()];
    }

    private WebApplication Build(string environment = "Production", string? roles = null) => EciHost.Build([$"--environment={environment}"], builder =>
    {
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(
        [
            new("Eci:Database:Provider", _database.Provider),
            new("ConnectionStrings:Eci", _database.ConnectionString),
            new("Eci:Roles", roles),
        ]);
    });
}
