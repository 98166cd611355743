using Eci.Core;
using Eci.Management.Kinds;
using Eci.Modules.Orders.Integrations;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Orders;

internal sealed class Places_of_order_sync
{
    [Test]
    public void Are_for_shops() => Assert.That(RolesOf(), Is.EqualTo([IntegrationRole.Shop]));

    [Test]
    public void Are_as_many_as_modules_add() => Assert.That(
        RolesOf(Offer(IntegrationRole.Erp), Offer(IntegrationRole.Books), Offer(IntegrationRole.Erp), Offer(IntegrationRole.Shop), Offer(IntegrationRole.Email, kind: "tracking")),
        Is.EqualTo([IntegrationRole.Shop, IntegrationRole.Erp, IntegrationRole.Books]));

    private static IntegrationPlaceOffer Offer(string role, string kind = "order-sync") => new(kind, new IntegrationPlace(role, 1));

    private static IEnumerable<string> RolesOf(params IntegrationPlaceOffer[] offers) => new OrderSyncIntegrationKind(offers).Places.Select(place => place.Role);
}
