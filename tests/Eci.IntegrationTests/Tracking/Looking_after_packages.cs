using Eci.Commerce;
using Eci.Core;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using static Eci.Vocabulary.PackageState;

namespace Eci.IntegrationTests.Tracking;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Looking_after_packages(DatabaseKind kind) : TrackingFixture(kind)
{
    private const string List = """
        query ($reason: AttentionReason, $first: Int) {
          packagesNeedingAttention(reason: $reason, first: $first) { id attentionReason attentionSince order { orderNumber } events { state } }
        }
        """;

    private const string Resolve = "mutation ($id: ID!) { resolveAttention(packageId: $id) { id state attentionReason attentionSince } }";

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly StatementCounter _statements = new();

    [Test]
    public async Task Starts_with_the_one_that_waits_longest()
    {
        var shop = await AddShopAsync();
        var ids = await AddWaitingAsync(shop, 5);
        Assert.That(await IdsAsync(shop), Is.EqualTo(ids));
        Assert.That(await IdsAsync(shop, first: 2), Is.EqualTo(ids[..2]));
        Assert.That(await IdsAsync(shop, "EXCEPTION"), Is.EqualTo((string[])[ids[0], ids[2], ids[4]]));
        Assert.That(await IdsAsync(shop, "RETURNED"), Is.Empty);
        var answer = await AskAsync(List, shop.Key, new { first = 1 });
        Assert.That(
            answer.GetProperty("data").GetProperty("packagesNeedingAttention")[0].GetProperty("attentionSince").GetString(), Is.EqualTo("2026-03-01T08:00:00Z"));
    }

    [Test]
    public async Task Shows_fifty_when_nobody_says_how_many()
    {
        var shop = await AddShopAsync();
        var ids = await AddWaitingAsync(shop, 51);
        Assert.That(await IdsAsync(shop), Is.EqualTo(ids[..50]));
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(201)]
    [TestCase(int.MaxValue)]
    public async Task Refuses_a_page_that_is_none(int first)
    {
        var shop = await AddShopAsync();
        Assert.That(CodeOf(await AskAsync(List, shop.Key, new { first })), Is.EqualTo("INVALID_PAGE_SIZE"));
    }

    [Test]
    public async Task Shows_nothing_of_another_tenant()
    {
        var shop = await AddShopAsync();
        await AddWaitingAsync(shop, 1);
        Assert.That(await IdsAsync(await AddShopAsync()), Is.Empty);
    }

    [Test]
    public async Task Takes_as_many_statements_for_many_packages_as_for_one()
    {
        var small = await AddShopAsync();
        var large = await AddShopAsync();
        await AddWaitingAsync(small, 1);
        await AddWaitingAsync(large, 40);
        Assert.That(await StatementsAsync(large), Is.EqualTo(await StatementsAsync(small)));
    }

    [Test]
    public async Task Ends_when_a_person_says_so()
    {
        var shop = await AddShopAsync();
        await TellInTurnAsync(shop.Scan(PackageState.Exception, 1) with { IsReturn = true });
        var answer = await AskAsync(Resolve, shop.Key, new { id = shop.Package.Id });
        Assert.That(
            answer.GetProperty("data").GetProperty("resolveAttention").GetRawText(),
            Is.EqualTo($$"""{"id":"{{shop.Package.Id}}","state":"EXCEPTION","attentionReason":null,"attentionSince":null}"""));

        await TellInTurnAsync(shop.Scan(PackageState.Exception, 2, "again") with { IsReturn = true }, shop.Scan(Delivered, 3));
        Assert.That((await PackageAsync(shop)).AttentionReason, Is.Null, "It came back; that is known.");
        Assert.That(await ReasonsAsync(shop), Is.EqualTo(new[] { "RETURNED" }));
    }

    [Test]
    public async Task Begins_anew_when_the_package_comes_into_trouble_again()
    {
        var shop = await AddShopAsync();
        await TellAsync(shop.Scan(FailedAttempt, 1));
        await AskAsync(Resolve, shop.Key, new { id = shop.Package.Id });
        await TellInTurnAsync(shop.Scan(OutForDelivery, 2), shop.Scan(FailedAttempt, 3));
        Assert.That((await PackageAsync(shop)).AttentionReason, Is.EqualTo(AttentionReason.FailedAttempt));
        Assert.That(await ReasonsAsync(shop), Is.EqualTo(new[] { "FAILED_ATTEMPT", "FAILED_ATTEMPT" }));
    }

    [Test]
    public async Task Changes_nothing_for_a_package_that_needs_none()
    {
        var shop = await AddShopAsync();
        await AskAsync(Resolve, shop.Key, new { id = shop.Package.Id });
        Assert.That((await PackageAsync(shop)).Version, Is.Zero);
    }

    [Test]
    public async Task Concerns_packages_of_the_own_tenant_only()
    {
        var shop = await AddShopAsync();
        await TellAsync(shop.Scan(FailedAttempt));
        var other = await AddShopAsync();
        Assert.That(CodeOf(await AskAsync(Resolve, other.Key, new { id = shop.Package.Id })), Is.EqualTo("PACKAGE_NOT_FOUND"));
        Assert.That(CodeOf(await AskAsync(Resolve, other.Key, new { id = "pa_none" })), Is.EqualTo("PACKAGE_NOT_FOUND"));
        Assert.That((await PackageAsync(shop)).AttentionReason, Is.EqualTo(AttentionReason.FailedAttempt));
    }

    [Test]
    public async Task Needs_the_scope_to_write()
    {
        var shop = await AddShopAsync();
        await TellAsync(shop.Scan(FailedAttempt));
        var key = await NewKeyAsync(shop, "read:packages read:orders read:events read:emails manage:apps");
        Assert.That(CodeOf(await AskAsync(Resolve, key, new { id = shop.Package.Id })), Is.EqualTo("FORBIDDEN"));
        Assert.That(CodeOf(await AskAsync("{ packagesNeedingAttention { id } }", await NewKeyAsync(shop, "write:packages"))), Is.EqualTo("FORBIDDEN"));
        Assert.That((await PackageAsync(shop)).AttentionReason, Is.EqualTo(AttentionReason.FailedAttempt));
    }

    protected override void Configure(EciTestHostOptions options) =>
        options.Services = services => services.AddSingleton<IInterceptor>(_statements);

    /// <summary>Packages that need attention, an hour after each other, by turns with an exception and a failed attempt.</summary>
    private async Task<string[]> AddWaitingAsync(Shop shop, int count)
    {
        var packages = Enumerable.Range(0, count).Select(i => new Package
        {
            Id = Ids.New(IdPrefix.Package),
            TenantId = shop.TenantId,
            OrderId = shop.Order.Id,
            Carrier = Carrier.Dpd,
            TrackingId = NextNumber(),
            AttentionReason = i % 2 == 0 ? AttentionReason.Exception : AttentionReason.FailedAttempt,
            AttentionSince = Start.AddHours(i),
        }).ToArray();
        await StoreAsync(db => db.AddRange(packages.Reverse()));
        return [.. packages.Select(p => p.Id)];
    }

    private async Task<List<string>> IdsAsync(Shop shop, string? reason = null, int? first = null)
    {
        var answer = await AskAsync(List, shop.Key, first is null ? new { reason } : new { reason, first });
        Assert.That(answer.TryGetProperty("errors", out var errors), Is.False, errors.ToString());
        return [.. answer.GetProperty("data").GetProperty("packagesNeedingAttention").EnumerateArray().Select(p => p.GetProperty("id").GetString()!)];
    }

    private async Task<int> StatementsAsync(Shop shop)
    {
        var before = _statements.Count;
        await IdsAsync(shop);
        return _statements.Count - before;
    }
}
