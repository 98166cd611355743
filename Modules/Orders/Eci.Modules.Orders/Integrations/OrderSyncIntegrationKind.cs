using System.Text.Json.Nodes;
using Eci.Core;
using Eci.Management.Kinds;

namespace Eci.Modules.Orders.Integrations;

/// <summary>Describes <see cref="OrderSyncIntegration"/>. Modules of other systems make room for their apps by <c>AddIntegrationPlace</c>.</summary>
internal sealed class OrderSyncIntegrationKind(IEnumerable<IntegrationPlaceOffer> offers) : IIntegrationKind
{
    private const int MostShops = 100;

    public string Kind => OrderSyncIntegration.Kind;

    public string Label => "Order sync";

    public Type IntegrationType => typeof(OrderSyncIntegration);

    public KindRecord Settings { get; } = KindRecord.None("settings");

    public IReadOnlyList<IntegrationPlace> Places { get; } =
    [
        new(IntegrationRole.Shop, MostShops),
        .. offers.Where(offer => string.Equals(offer.Kind, OrderSyncIntegration.Kind, StringComparison.Ordinal))
            .Select(offer => offer.Place)
            .Where(place => !string.Equals(place.Role, IntegrationRole.Shop, StringComparison.Ordinal))
            .DistinctBy(place => place.Role, StringComparer.Ordinal),
    ];

    public Integration Create(AppHead head, KindValues settings) =>
        new OrderSyncIntegration { Id = head.Id, TenantId = head.TenantId, Name = head.Name };

    public void Change(Integration integration, KindValues settings)
    {
        // There are no settings.
    }

    public JsonObject SettingsOf(Integration integration) => [];
}
