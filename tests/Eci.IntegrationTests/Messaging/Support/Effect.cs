using Eci.Core;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Eci.IntegrationTests.Messaging.Support;

/// <summary>A row for each time a subscriber's work was committed: what happens twice is there twice.</summary>
internal sealed class Effect
{
    public long Id { get; init; }

    public required string Queue { get; init; }

    public required string Label { get; init; }

    /// <summary>Claims it took, this one included.</summary>
    public required int Attempt { get; init; }

    public required Guid MessageId { get; init; }
}

/// <summary>The model of the building blocks is complete only with a module's kind of app and integration.</summary>
internal sealed class TestApp : App;

/// <inheritdoc cref="TestApp"/>
internal sealed class TestIntegration : Integration;

internal sealed class TestModel : IModelContribution
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<TestApp>();
        model.Entity<TestIntegration>();
        model.Entity<Effect>(e => e.ToTable("test_effect"));
        model.Entity<Counter>(e =>
        {
            e.ToTable("test_counter");
            e.HasKey(c => c.CorrelationId);
            e.Property(c => c.CorrelationId).ValueGeneratedNever();
        });
    }
}

/// <summary>Entity Framework keeps one model per context type in a process; this keeps the tests' apart from that of the whole hub.</summary>
internal sealed class TestModelKey(ModelCacheKeyFactoryDependencies dependencies) : ModelCacheKeyFactory(dependencies);
