using System.Text.Json.Nodes;
using Eci.Core;
using Eci.Management.Kinds;

namespace Eci.Modules.ProductFeed.Data;

/// <summary>Describes <see cref="ProductFeedIntegration"/>: any number of feeds.</summary>
internal sealed class ProductFeedIntegrationKind : IIntegrationKind
{
    private const int MostFeeds = 20;

    public string Kind => ProductFeedIntegration.Kind;

    public string Label => "Product feed";

    public Type IntegrationType => typeof(ProductFeedIntegration);

    public KindRecord Settings { get; } = KindRecord.None("settings");

    public IReadOnlyList<IntegrationPlace> Places { get; } = [new(IntegrationRole.Feed, MostFeeds)];

    public Integration Create(AppHead head, KindValues settings) => new ProductFeedIntegration { Id = head.Id, TenantId = head.TenantId, Name = head.Name };

    public void Change(Integration integration, KindValues settings)
    {
        // There are no settings.
    }

    public JsonObject SettingsOf(Integration integration) => [];
}
