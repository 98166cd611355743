using System.Security.Cryptography;
using Eci.Core;
using Eci.Persistence;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Persistence;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Credentials_of_third_parties(DatabaseKind kind)
{
    private const string Ring = "core_data_protection_key";

    private static readonly string MasterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private TestDatabase _database = null!;

    [SetUp]
    public async Task CreateDatabaseAsync() => _database = await TestDatabase.CreateAsync(kind);

    [TearDown]
    public async Task DropDatabaseAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
    }

    [Test]
    public async Task Are_read_by_another_process_and_cannot_be_read_in_the_database()
    {
        await using (var host = await StartAsync(MasterKey))
            await AddAppAsync(host);
        await using var other = await StartAsync(MasterKey);
        var column = (await TextsAsync(other, "SELECT credentials AS \"Value\" FROM core_app WHERE kind = 'sample'")).Single();
        Assert.That(column, Is.Not.Empty.And.Not.Contain("s3cret").And.Not.Contain("token").IgnoreCase);
        Assert.That(await CredentialsAsync(other), Is.EqualTo(new SampleCredentials("s3cret")));
    }

    [Test]
    public async Task Depend_on_a_key_ring_that_the_master_key_wraps()
    {
        await using (var open = await StartAsync(masterKey: null))
            Assert.That((await TextsAsync(open, $"SELECT xml AS \"Value\" FROM {Ring}")).Single(), Does.Contain("<masterKey").And.Not.Contain("<eciKey"));
        await DropRingAsync();
        await using var closed = await StartAsync(MasterKey);
        Assert.That((await TextsAsync(closed, $"SELECT xml AS \"Value\" FROM {Ring}")).Single(), Does.Contain("<eciKey").And.Not.Contain("<masterKey"));
    }

    [Test]
    public async Task Are_not_touched_by_a_host_without_the_master_key_or_with_another()
    {
        await using (var host = await StartAsync(MasterKey))
            await AddAppAsync(host);
        await Assert.ThatAsync(
            () => StartAsync(masterKey: null),
            Throws.TypeOf<InvalidConfigurationException>().With.Message.EqualTo(
                "The stored key ring is wrapped by a master key: set Eci:MasterKey to the key it was written with."));
        await Assert.ThatAsync(
            () => StartAsync(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))),
            Throws.TypeOf<InvalidConfigurationException>().With.Message.EqualTo("Eci:MasterKey is not the key that the stored key ring was written with."));

        await using var again = await StartAsync(MasterKey);
        Assert.That(await CredentialsAsync(again), Is.EqualTo(new SampleCredentials("s3cret")));
        Assert.That(await again.ScalarAsync($"SELECT count(*) FROM {Ring}"), Is.EqualTo(1));
    }

    [Test]
    public async Task Stay_readable_when_a_master_key_is_set_later()
    {
        await using (var host = await StartAsync(masterKey: null))
            await AddAppAsync(host);
        await using var later = await StartAsync(MasterKey);
        Assert.That(await CredentialsAsync(later), Is.EqualTo(new SampleCredentials("s3cret")));
    }

    [Test]
    public async Task Cannot_be_changed_in_the_database()
    {
        await using var host = await StartAsync(MasterKey);
        await AddAppAsync(host);
        await host.QueryAsync(db => db.Database.ExecuteSqlRawAsync("UPDATE core_app SET credentials = credentials || 'A' WHERE kind = 'sample'"));
        await Assert.ThatAsync(() => CredentialsAsync(host), Throws.InstanceOf<CryptographicException>());
    }

    private static Task<int> AddAppAsync(EciTestHost host) => host.QueryAsync(db =>
    {
        var credentials = host.Services.GetRequiredService<CredentialProtector>().Protect(new SampleCredentials("s3cret"));
        db.Add(new SampleApp { Id = "app_sample", TenantId = DemoTenant.Id, Name = "Sample", Credentials = credentials });
        return db.SaveChangesAsync();
    });

    private static async Task<SampleCredentials> CredentialsAsync(EciTestHost host)
    {
        var app = await host.QueryAsync(db => db.Set<SampleApp>().SingleAsync());
        return host.Services.GetRequiredService<CredentialProtector>().Unprotect(app.Credentials!);
    }

    private static Task<List<string>> TextsAsync(EciTestHost host, string sql) =>
        host.QueryAsync(db => db.Database.SqlQueryRaw<string>(sql).ToListAsync());

    private async Task DropRingAsync()
    {
        await using var host = await StartAsync(masterKey: null);
        await host.QueryAsync(db => db.Database.ExecuteSqlRawAsync($"DELETE FROM {Ring}"));
    }

    private Task<EciTestHost> StartAsync(string? masterKey) => EciTestHost.StartAsync(_database, options =>
    {
        options.Settings["Eci:MasterKey"] = masterKey;
        options.Settings["Eci:Roles"] = "api,migrate";
        options.Services = services => services
            .AddSingleton<IModelContribution, SampleModel>()
            .ConfigureDbContext<EciDbContext>(context => context.ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning)));
    });

    private sealed record SampleCredentials(string Token);

    private sealed class SampleApp : App
    {
        public Encrypted<SampleCredentials>? Credentials { get; set; }
    }

    private sealed class SampleModel : IModelContribution
    {
        public void Configure(ModelBuilder model)
        {
            model.Entity<App>().HasDiscriminator<string>("Kind").HasValue<SampleApp>("sample");
            model.Entity<SampleApp>().Property(a => a.Credentials).IsCredentials();
        }
    }
}
