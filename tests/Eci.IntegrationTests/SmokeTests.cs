using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.IntegrationTests;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class A_host_that_starts_with_demo_data(DatabaseKind kind) : DatabaseFixture(kind)
{
    [Test]
    public async Task Has_the_two_demo_orders_once_however_often_it_starts()
    {
        for (var start = 0; start < 2; start++)
        {
            await using var host = await EciTestHost.StartAsync(Database);
            Assert.That(await host.ScalarAsync("SELECT count(*) FROM commerce_order"), Is.EqualTo(2));
            Assert.That(await host.ScalarAsync("SELECT count(*) FROM commerce_package"), Is.EqualTo(3));
        }
    }
}
