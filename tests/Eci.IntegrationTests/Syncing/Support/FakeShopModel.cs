using Eci.Core;
using Eci.Persistence;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Eci.IntegrationTests.Syncing.Support;

/// <summary>An account of a shop that exists in tests only.</summary>
internal sealed class FakeShopApp : App
{
    public const string Kind = "test-shop";
}

internal sealed class FakeShopIntegration : Integration;

/// <summary>A row of the hub's model, as far as these tests need one. One per name and tenant.</summary>
internal sealed class Thing : ITenantOwned, ITimestamped, IVersioned
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string Entity { get; init; }

    public required string Name { get; set; }

    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

internal sealed record FakeSyncRequested(string TenantId, string AppId, string Entity, SyncDirection Direction, string Key) : ISyncRequest;

internal sealed class FakeShopModel : IModelContribution
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<App>().HasDiscriminator<string>("Kind").HasValue<FakeShopApp>(FakeShopApp.Kind);
        model.Entity<FakeShopIntegration>();
        model.Entity<Thing>(e =>
        {
            e.ToTable("test_thing");
            e.HasIndex(t => new { t.TenantId, t.Entity, t.Name }).IsUnique();
        });
    }
}

/// <summary>Keeps the model apart from that of other hosts of this process.</summary>
internal sealed class FakeShopModelKeys : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (typeof(FakeShopModel), designTime);
}
