using Eci.Commerce;
using Eci.IntegrationTests.Saleor.Support;
using Eci.Modules.Saleor.Catalog.Taxes;
using Eci.Modules.Saleor.Client;
using Eci.Persistence;
using Eci.Sync;
using Eci.Sync.Linking;
using Eci.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Saleor;

[TestFixture(DatabaseKind.Sqlite)]
internal sealed class Taxes_that_are_stored(DatabaseKind kind) : SaleorFixture(kind)
{
    private static readonly SaleorTaxClass Standard = new(
        "T1", "Standard", [new(19, new SaleorCountry("DE")), new(20, new SaleorCountry("AT")), new(20, new SaleorCountry("FR"))], "DE");

    [Test]
    public async Task Are_one_per_rate_of_a_class()
    {
        await ApplyAsync<TaxPull>(("T1", Standard));
        await ApplyAsync<TaxPull>(("T1", Standard));
        Assert.That(await TaxesAsync(), Is.EquivalentTo([("Standard", 19m), ("Standard 20 %", 20m)]));
    }

    [Test]
    public async Task Are_those_of_lines_where_a_class_has_no_rate()
    {
        await ApplyAsync<TaxPull>(("T1", Standard with { Countries = [] }));
        Assert.That((await RowsAsync<Tax>()).Single().Percentage, Is.Null);
        await ResolveAsync(new TaxOfLine("T1", "Standard", 19), new TaxOfLine("T1", "Standard", 7), new TaxOfLine(null, null, 5.5m));
        await ResolveAsync(new TaxOfLine("T1", "Standard", 19), new TaxOfLine("T1", "Standard", 7), new TaxOfLine(null, null, 5.5m), new TaxOfLine(null, null, 55));
        Assert.That(await TaxesAsync(), Is.EquivalentTo([("Standard", 19m), ("Standard 7 %", 7m), ("Tax 5.5 %", 5.5m), ("Tax 55 %", 55m)]));
    }

    [Test]
    public async Task Are_refused_when_two_classes_have_one_name()
    {
        var records = await ApplyAsync<TaxPull>(("T1", Standard), ("T2", Standard with { Id = "T2", Name = "STANDARD!" }));
        Assert.That(records[0].Outcome, Is.TypeOf<PullOutcome.Done>());
        Assert.That(records[1].Outcome, Is.TypeOf<PullOutcome.Failed>());
    }

    private async Task<List<(string, decimal)>> TaxesAsync() => [.. (await RowsAsync<Tax>()).Select(t => (t.Name, t.Percentage!.Value))];

    private Task<bool> ResolveAsync(params TaxOfLine[] rates) => Host.InScopeAsync(
        async services =>
        {
            var context = services.GetRequiredService<SyncContexts>().Create(App);
            var found = await LineTaxes.ResolveAsync(context, rates, CancellationToken.None);
            Assert.That(rates.Select(rate => found[rate].Percentage), Is.EqualTo(rates.Select(rate => rate.Percentage)));
            await SyncContexts.StoreLinksAsync(context, CancellationToken.None);
            await services.GetRequiredService<EciDbContext>().SaveChangesAsync();
            return true;
        },
        App.TenantId);
}
