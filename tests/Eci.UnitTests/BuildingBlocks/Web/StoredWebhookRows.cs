using System.Data.Common;
using Eci.Core;
using Eci.Persistence;
using Eci.UnitTests.BuildingBlocks.Web.Support;
using Eci.Web.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Web;

internal sealed class StoredWebhookRows
{
    private static readonly DateTimeOffset PaidUntil = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private string _folder = null!;
    private ServiceProvider _services = null!;
    private StoredWebhooks _webhooks = null!;
    private StatementCounter _statements = null!;

    [SetUp]
    public async Task CreateDatabase()
    {
        _folder = Directory.CreateTempSubdirectory("eci-webhooks-").FullName;
        var settings = new Dictionary<string, string?> { ["ConnectionStrings:Eci"] = $"Data Source={Path.Combine(_folder, "eci.db")};Pooling=false" };
        _statements = new StatementCounter();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IInterceptor>(_statements)
            .AddSingleton<IModelContribution, SampleModel>()
            .AddEciPersistence(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider(validateScopes: true);
        _webhooks = new StoredWebhooks(_services.GetRequiredService<IServiceScopeFactory>(), TimeProvider.System);
        await using var scope = _services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<EciDbContext>().Database.EnsureCreatedAsync();
    }

    [TearDown]
    public async Task DropDatabase()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Hold_all_that_stands_behind_a_webhook()
    {
        var webhook = new IncomingWebhook { Id = "wh_1", TenantId = "pk_1", AppId = "app_1" };
        var secret = WebhookSecret.Create(webhook, "s3cret", WebTestHost.StartTime);
        var app = SampleApp.New();
        app.Enabled = false;
        await StoreAsync(
            Tenant("pk_1"),
            app,
            webhook,
            secret,
            new Subscription { Id = "sub_1", TenantId = "pk_1", PaidUntil = PaidUntil },
            new SampleIntegration { Id = "int_1", TenantId = "pk_1", Name = "Paid", SubscriptionId = "sub_1" },
            new SampleIntegration { Id = "int_2", TenantId = "pk_1", Name = "Off", Enabled = false },
            new SampleIntegration { Id = "int_3", TenantId = "pk_1", Name = "Of another app" },
            Link("int_1"),
            Link("int_2"));

        var target = await _webhooks.LoadAsync("wh_1");
        Assert.That(target, Is.Not.Null);
        Assert.Multiple(() =>
        {
            Assert.That((target!.WebhookId, target.TenantId, target.AppKind), Is.EqualTo(("wh_1", "pk_1", "sample")));
            Assert.That(target.App, Is.TypeOf<SampleApp>().With.Property("Id").EqualTo("app_1").And.Property("Enabled").False);
            Assert.That(target.Secrets.Single().Accepts("s3cret"u8, WebTestHost.StartTime), Is.True);
            Assert.That(target.Integrations, Is.EquivalentTo([
                new WebhookIntegration("int_1", Enabled: true, PaidUntil),
                new WebhookIntegration("int_2", Enabled: false, PaidUntil: null),
            ]));
        });
    }

    [Test]
    public async Task Show_a_change_at_the_next_lookup()
    {
        await StoreAsync(Tenant("pk_1"), SampleApp.New(), new IncomingWebhook { Id = "wh_1", TenantId = "pk_1", AppId = "app_1" });
        Assert.That((await _webhooks.LoadAsync("wh_1"))!.App.Enabled, Is.True);
        await using (var scope = _services.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<TenantScope>().Use("pk_1");
            var db = scope.ServiceProvider.GetRequiredService<EciDbContext>();
            (await db.Set<App>().SingleAsync()).Enabled = false;
            await db.SaveChangesAsync();
        }

        Assert.That((await _webhooks.LoadAsync("wh_1"))!.App.Enabled, Is.False);
    }

    [Test]
    public async Task Are_read_in_one_query()
    {
        await StoreAsync(Tenant("pk_1"), SampleApp.New(), new IncomingWebhook { Id = "wh_1", TenantId = "pk_1", AppId = "app_1" });
        var before = _statements.Count;
        await _webhooks.LoadAsync("wh_1");
        Assert.That(_statements.Count - before, Is.EqualTo(1));
    }

    [Test]
    public async Task Are_missing_for_an_unknown_address() => Assert.That(await _webhooks.LoadAsync("wh_1"), Is.Null);

    private static Tenant Tenant(string id) => new() { Id = id, Name = id };

    private static IntegrationApp Link(string integrationId) =>
        new() { TenantId = "pk_1", IntegrationId = integrationId, AppId = "app_1", Role = "carrier" };

    private async Task StoreAsync(params object[] rows)
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantScope>().UseAllTenants();
        var db = scope.ServiceProvider.GetRequiredService<EciDbContext>();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    private sealed class SampleIntegration : Integration;

    private sealed class SampleModel : IModelContribution
    {
        public void Configure(ModelBuilder model)
        {
            model.Entity<App>().HasDiscriminator<string>("Kind").HasValue<SampleApp>("sample");
            model.Entity<Integration>().HasDiscriminator<string>("Kind").HasValue<SampleIntegration>("sample");
        }
    }

    private sealed class StatementCounter : DbCommandInterceptor
    {
        public int Count { get; private set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Count++;
            return ValueTask.FromResult(result);
        }
    }
}
