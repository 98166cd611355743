using System.Text.Json;
using Eci.Commerce;
using Eci.Commerce.Api.Privacy;
using Eci.Core;
using Eci.IntegrationTests.Saleor.Support;
using Eci.Modules.Saleor.Customers;
using Eci.Modules.Saleor.Orders;
using Eci.Sync;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Saleor;

/// <summary>The shop still has them; the hub has not.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Persons_who_were_erased(DatabaseKind kind) : OrdersFixture(kind)
{
    [Test]
    public async Task Do_not_come_back_as_customers_although_only_their_orders_were_known()
    {
        var (email, _) = await EraseBuyerAsync();
        var outcome = (await CustomerAsync(email)).Single();

        Assert.That(outcome, Is.InstanceOf<PullOutcome.Ignored>());
        Assert.That(await IsKnownAsync(email), Is.False);
    }

    [Test]
    public async Task Do_not_come_back_by_orders_from_before()
    {
        var email = NewEmail();
        var older = await PlaceOnlyAsync(email);
        await PlaceAsync(await WishAsync(email));
        var erased = await EraseAsync(email);
        Assert.That(await PullAsync<OrderPull>(Id(older)), Is.All.InstanceOf<PullOutcome.Done>());
        var order = await OrderAsync(older);

        Assert.That((order.MainContactId, order.FirstName, order.ShippingAddressId, order.CustomerNote, order.TrackingNotificationsEnabled), Is.EqualTo((erased, (string?)null, (string?)null, (string?)null, false)));
        Assert.That(order.Metadata, Is.Empty);
        Assert.That(await IsKnownAsync(email), Is.False);
    }

    [Test]
    public async Task Are_somebody_new_with_an_order_from_after_and_can_be_erased_again()
    {
        var (email, erased) = await EraseBuyerAsync();
        var (_, order) = await PlaceAsync(await WishAsync(email));
        Assert.That((order.MainContact!.Email, order.FirstName), Is.EqualTo((email, "Ada")));
        Assert.That(order.MainContactId, Is.Not.EqualTo(erased));
        Assert.That((await CustomerAsync(email)).Single(), Is.InstanceOf<PullOutcome.Done>(), "she is a customer again");

        await EraseAsync(email);
        Assert.That((await CustomerAsync(email)).Single(), Is.InstanceOf<PullOutcome.Ignored>());
        Assert.That(await IsKnownAsync(email), Is.False);
    }

    private Task<List<PullOutcome?>> CustomerAsync(string email) => InPartAsync<CustomerPull, List<PullOutcome?>>((context, part) =>
    {
        var customer = new SaleorCustomer { Id = $"User:{email}", Email = email, FirstName = "Ada", LastName = "Lovelace" };
        return StoreAsync(context, part, [new PulledRecord(customer.Id, updatedAt: null, "hash", customer)]);
    });

    private async Task<(string Email, string ContactId)> EraseBuyerAsync()
    {
        var email = NewEmail();
        await PlaceAsync(await WishAsync(email));
        return (email, await EraseAsync(email));
    }

    private async Task<JsonElement> PlaceOnlyAsync(string email) => await Shop.PlaceOrderAsync(await WishAsync(email));

    private async Task<object> WishAsync(string email) => new
    {
        lines = new[] { new { sku = await AddProductAsync(), quantity = 1 } },
        email,
        firstName = "Ada",
        lastName = "Lovelace",
        note = "Ring twice",
        metadata = new Dictionary<string, string> { ["gift"] = "for Ada" },
    };

    private Task<string> EraseAsync(string email) => Host.InScopeAsync(
        async services => (await services.GetRequiredService<ContactErasures>().EraseAsync(PersonName.Of(id: null, email)!, dryRun: false, CancellationToken.None))!.ContactId,
        DemoTenant.Id);

    private Task<bool> IsKnownAsync(string email) => Host.QueryAsync(db => db.Set<Contact>().AnyAsync(c => c.Email == email || (c.ErasedAt != null && c.FirstName != null)));

    private static string NewEmail() => $"{NextNumber()}@example.com";
}
