using Eci.Commerce;
using Eci.Core;
using Eci.IntegrationTests.Tracking;
using Eci.Persistence;
using Eci.Vocabulary;

namespace Eci.IntegrationTests.Carriers.Support;

/// <summary>A tenant with an account of the test's carrier and packages that it moves.</summary>
internal sealed class PolledShop
{
    public const Carrier Carrier = Vocabulary.Carrier.Gls;

    public PolledShop(string number, int packages)
    {
        Base = new Shop(number);
        App = NewApp($"app_gls_{number}");
        Packages = [.. Enumerable.Range(0, packages).Select(i => NewPackage($"{number}N{i:D4}"))];
    }

    /// <summary>Its order, contact, mails and integration; it has a package of another carrier too.</summary>
    public Shop Base { get; }

    public string TenantId => Base.TenantId;

    public FakeCarrierApp App { get; }

    /// <summary>Further accounts.</summary>
    public List<FakeCarrierApp> OtherApps { get; } = [];

    public List<Package> Packages { get; }

    public string Number(int package) => Packages[package].TrackingId;

    public FakeCarrierApp NewApp(string id) => new() { Id = id, TenantId = Base.TenantId, Name = "GLS", Settings = new FakeCarrierSettings() };

    public Package NewPackage(string number) =>
        new() { Id = $"pa_{number}", TenantId = Base.TenantId, Carrier = Carrier, TrackingId = number, OrderId = Base.Order.Id };

    public void AddTo(EciDbContext database)
    {
        Base.AddTo(database);
        foreach (var app in OtherApps.Prepend(App))
        {
            database.Add(app);
            database.Add(new IntegrationApp { TenantId = TenantId, IntegrationId = Base.Integration.Id, AppId = app.Id, Role = IntegrationRole.Carrier });
        }

        database.AddRange(Packages);
    }
}
