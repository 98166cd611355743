using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Connection;
using Eci.Sync;

namespace Eci.Modules.Saleor.Catalog.Taxes;

/// <summary>Tax classes, all of them each time: the shop does not say which changed. Each rate of a class becomes a tax.</summary>
internal sealed class TaxPull(SaleorClient client) : NamedPull<SaleorTaxClass, Tax>
{
    private static readonly SaleorOperation<TaxClassesAnswer> Operation = SaleorOperation.Query<TaxClassesAnswer>("TaxClasses");

    public override string Entity => SyncEntities.Taxes;

    public override int Turn => SaleorTurns.Taxes;

    protected override string Label => "tax class";

    public override async Task ApplyAsync(SyncContext context, IReadOnlyList<PulledRecord> records, CancellationToken cancellationToken)
    {
        await base.ApplyAsync(context, records, cancellationToken);
        var rates = records
            .Where(record => record.Outcome is PullOutcome.Done)
            .Select(record => (SaleorTaxClass)record.Content)
            .SelectMany(node => (node.Countries ?? []).Select(country => new TaxOfLine(node.Id, node.Name, country.Rate)));
        await LineTaxes.ResolveAsync(context, [.. rates], cancellationToken);
    }

    protected override bool IsOn(SaleorSettings settings) => true;

    protected override async Task<SaleorConnection<SaleorTaxClass>> AskAsync(SaleorApp shop, PageVariables variables, CancellationToken cancellationToken)
    {
        var answer = await client.SendAsync(shop, Operation, variables, cancellationToken);
        var home = answer.HomeOf(shop.Settings.Channel);
        var edges = (answer.TaxClasses.Edges ?? []).Select(edge => edge.Node is { } node ? new SaleorEdge<SaleorTaxClass>(node with { HomeCountry = home }) : edge);
        return answer.TaxClasses with { Edges = [.. edges] };
    }

    protected override string IdOf(SaleorTaxClass node) => node.Id;

    protected override string NameOf(SaleorTaxClass node) => node.Name;

    protected override string IdOf(Tax row) => row.Id;

    protected override string KeyOf(Tax row) => row.NormalizedName;

    protected override Tax New(string tenantId, SaleorTaxClass node, string key) =>
        new() { Id = Ids.New(IdPrefix.Tax), TenantId = tenantId, Name = node.Name, NormalizedName = key, Percentage = node.HomeRate };

    protected override void Update(Tax row, SaleorTaxClass node, string key)
    {
        row.Name = node.Name;
        row.NormalizedName = key;
        row.Percentage = node.HomeRate ?? row.Percentage;
    }

    /// <summary>Linked at once: the rates that follow are told apart by it.</summary>
    protected override Task AppliedAsync(SyncContext context, PulledRecord record, SaleorTaxClass node, Tax row, CancellationToken cancellationToken) =>
        context.Links.LinkAsync(Entity, record.ExternalId, row.Id, cancellationToken);
}
