using Eci.Carriers;
using Eci.Core;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Eci.IntegrationTests.Carriers.Support;

/// <summary>An account of a carrier that exists in tests only.</summary>
internal sealed class FakeCarrierApp : App, IPolledApp
{
    public const string Kind = "test-carrier";

    public required FakeCarrierSettings Settings { get; set; }

    public int RequestsPerDay => Settings.RequestsPerDay;

    public TimeSpan Spacing => TimeSpan.FromMilliseconds(Settings.SpacingMilliseconds);
}

/// <summary>Settings of a <see cref="FakeCarrierApp"/>.</summary>
internal sealed record FakeCarrierSettings(int RequestsPerDay = 100_000, double SpacingMilliseconds = 0);

internal sealed class FakeCarrierModel : IModelContribution
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<App>().HasDiscriminator<string>("Kind").HasValue<FakeCarrierApp>(FakeCarrierApp.Kind);
        model.Entity<FakeCarrierApp>().Property(a => a.Settings).IsSettings();
    }
}

/// <summary>Keeps the model apart from that of hosts without the carrier, which other tests of this process use.</summary>
internal sealed class FakeCarrierModelKeys : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (typeof(FakeCarrierModel), designTime);
}
