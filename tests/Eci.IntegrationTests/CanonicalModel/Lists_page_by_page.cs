using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Eci.Commerce;
using Eci.Core;
using Eci.IntegrationTests.Tracking;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.CanonicalModel;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Lists_page_by_page(DatabaseKind kind) : CommerceFixture(kind)
{
    private static readonly (string List, string Order, string Field)[] Sorts =
    [
        ("packages", "CREATED_AT", "createdAt"),
        ("packages", "UPDATED_AT", "updatedAt"),
        ("orders", "DATE", "date"),
        ("orders", "CREATED_AT", "createdAt"),
        ("orders", "UPDATED_AT", "updatedAt"),
        ("orders", "ORDER_NUMBER", "orderNumber"),
        ("contacts", "CREATED_AT", "createdAt"),
        ("contacts", "EMAIL", "email"),
        ("packageEvents", "RECORDED_AT", "recordedAt"),
        ("transactionalEmails", "TIME", "time"),
    ];

    private Shop _shop = null!;

    public static IEnumerable<TestCaseData> Orders() =>
        from sort in Sorts
        from direction in new[] { "ASC", "DESC" }
        select new TestCaseData(sort.List, $"{sort.Order}_{direction}", sort.Field);

    /// <summary>Three groups of rows with equal moments in each.</summary>
    [OneTimeSetUp]
    public async Task AddRowsAsync()
    {
        _shop = await AddShopAsync();
        await AddStoriesAsync(_shop, 7);
        await AddStoriesAsync(_shop, 1);
        await AddStoriesAsync(_shop, 9);
    }

    [TestCaseSource(nameof(Orders))]
    public async Task Give_each_row_once_in_order_whatever_the_length_of_the_pages(string list, string order, string field)
    {
        var query = $"{{ {list}(first: 100, orderBy: {order}) {{ totalCount nodes {{ id {field} }} }} }}";
        var whole = (await DataAsync(query, _shop.Key)).GetProperty(list);
        var rows = whole.GetProperty("nodes").EnumerateArray().ToList();
        var ids = rows.ConvertAll(r => r.GetProperty("id").GetString()!);
        var values = rows.ConvertAll(r => r.GetProperty(field).GetString()!);

        Assert.That(ids, Has.Count.AtLeast(17).And.Unique);
        Assert.That(whole.GetProperty("totalCount").GetInt32(), Is.EqualTo(ids.Count));
        Assert.That(values, order.EndsWith("_ASC", StringComparison.Ordinal) ? Is.Ordered.Ascending.Using(Comparer) : Is.Ordered.Descending.Using(Comparer));
        foreach (var size in new[] { 1, 4, 17 })
        {
            Assert.That(await WalkAsync(list, order, size, forward: true), Is.EqualTo(ids), $"Forward by {size}.");
            Assert.That(await WalkAsync(list, order, size, forward: false), Is.EqualTo(ids), $"Backward by {size}.");
        }
    }

    [TestCase("CREATED_AT_DESC")]
    [TestCase("CREATED_AT_ASC")]
    public async Task Neither_repeat_nor_skip_a_row_while_others_come_and_go(string order)
    {
        var shop = await AddShopAsync();
        await AddStoriesAsync(shop, 12);
        var before = await WalkAsync("contacts", order, 100, forward: true, shop);
        var (seen, cursor) = await PageAsync(shop, order, after: null);
        var last = seen[^1];
        await StoreAsync(db =>
        {
            // The row of the cursor goes too: it only marks a place.
            db.RemoveRange(db.Set<Package>().Where(p => p.Order!.MainContactId == last).ToList().SelectMany(p => Rows(db, p)));
            db.Add(new Contact { Id = Ids.New(IdPrefix.Contact), TenantId = shop.TenantId, Email = "ada@example.com" });
        });

        var rest = new List<string>();
        while (cursor is not null)
        {
            (var page, cursor) = await PageAsync(shop, order, cursor);
            rest.AddRange(page);
        }

        Assert.That(seen.Concat(rest), Is.Unique);
        Assert.That(seen.Concat(rest), Is.SupersetOf(before));
        Assert.That(rest.Except(before).Count(), Is.EqualTo(order.EndsWith("_ASC", StringComparison.Ordinal) ? 1 : 0), "What comes is seen when it stands behind.");
    }

    [TestCase("first: 3", false, true)]
    [TestCase("first: 100", false, false)]
    [TestCase("last: 3", true, false)]
    [TestCase("last: 100", false, false)]
    public async Task Tell_whether_more_rows_come(string page, bool previous, bool next)
    {
        var info = (await DataAsync($"{{ packages({page}) {{ pageInfo {{ hasPreviousPage hasNextPage startCursor endCursor }} edges {{ cursor }} }} }}", _shop.Key))
            .GetProperty("packages");
        var told = info.GetProperty("pageInfo");
        var cursors = info.GetProperty("edges").EnumerateArray().Select(e => e.GetProperty("cursor").GetString()).ToList();
        Assert.That((told.GetProperty("hasPreviousPage").GetBoolean(), told.GetProperty("hasNextPage").GetBoolean()), Is.EqualTo((previous, next)));
        Assert.That((told.GetProperty("startCursor").GetString(), told.GetProperty("endCursor").GetString()), Is.EqualTo((cursors[0], cursors[^1])));
    }

    [Test]
    public async Task Can_be_empty()
    {
        var key = (await AddShopAsync()).Key;
        var empty = (await DataAsync("{ packageEvents { totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }", key))
            .GetProperty("packageEvents").GetRawText();
        Assert.That(
            empty,
            Is.EqualTo("""{"totalCount":0,"nodes":[],"pageInfo":{"hasNextPage":false,"hasPreviousPage":false,"startCursor":null,"endCursor":null}}"""));
    }

    [TestCase("first: 0", "INVALID_PAGE_SIZE")]
    [TestCase("first: -1", "INVALID_PAGE_SIZE")]
    [TestCase("first: 101", "INVALID_PAGE_SIZE")]
    [TestCase("last: 0", "INVALID_PAGE_SIZE")]
    [TestCase("last: 101", "INVALID_PAGE_SIZE")]
    [TestCase("first: 1, last: 1", "INVALID_ARGUMENT")]
    [TestCase("after: \"\"", "INVALID_CURSOR")]
    [TestCase("after: \"hello\"", "INVALID_CURSOR")]
    [TestCase("before: \"!\"", "INVALID_CURSOR")]
    [TestCase("first: \"1\"", "VALIDATION_FAILED")]
    [TestCase("orderBy: SIZE_ASC", "VALIDATION_FAILED")]
    public async Task Refuse_arguments_without_sense(string arguments, string code) =>
        Assert.That(CodeOf(await AskAsync($"{{ packages({arguments}) {{ nodes {{ id }} }} }}", _shop.Key)), Is.EqualTo(code));

    [TestCase("""["UPDATED_AT","638000000000000000","pa_1"]""")]
    [TestCase("""["CREATED_AT","now","pa_1"]""")]
    [TestCase("""["CREATED_AT","-1","pa_1"]""")]
    [TestCase("""["CREATED_AT","99999999999999999999999999","pa_1"]""")]
    [TestCase("""["CREATED_AT",null,"pa_1"]""")]
    [TestCase("""["CREATED_AT","638000000000000000"]""")]
    [TestCase("""{"CREATED_AT":1}""")]
    [TestCase("[")]
    public async Task Refuse_cursors_that_were_tampered_with(string cursor)
    {
        var text = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(cursor));
        var answer = await AskAsync("query ($c: String!) { packages(after: $c) { nodes { id } } }", _shop.Key, new { c = text });
        Assert.That(CodeOf(answer), Is.EqualTo("INVALID_CURSOR"));
    }

    [Test]
    public async Task Refuse_a_cursor_of_another_order()
    {
        var cursor = (await DataAsync("{ packages(first: 1) { pageInfo { endCursor } } }", _shop.Key))
            .GetProperty("packages").GetProperty("pageInfo").GetProperty("endCursor").GetString();
        var answer = await AskAsync(
            "query ($c: String!) { packages(after: $c, orderBy: UPDATED_AT_DESC) { nodes { id } } }", _shop.Key, new { c = cursor });
        Assert.That(CodeOf(answer), Is.EqualTo("INVALID_CURSOR"));
    }

    [Test]
    public async Task Show_nothing_of_another_tenant_not_even_behind_its_cursors()
    {
        var other = await AddShopAsync();
        foreach (var (list, order, _) in Sorts)
        {
            var query = $"query ($c: String) {{ {list}(first: 100, after: $c, orderBy: {order}_ASC) {{ totalCount nodes {{ id }} pageInfo {{ startCursor }} }} }}";
            var mine = (await DataAsync(query, _shop.Key)).GetProperty(list);
            var cursor = mine.GetProperty("pageInfo").GetProperty("startCursor").GetString();
            var foreign = (await DataAsync(query, other.Key, new { c = cursor })).GetProperty(list);
            var ids = IdsOf(mine);
            Assert.That(IdsOf(foreign).Intersect(ids), Is.Empty, list);
            Assert.That(foreign.GetProperty("totalCount").GetInt32(), Is.LessThan(ids.Count), list);
        }
    }

    /// <summary>Moments by their time, everything else by its characters.</summary>
    private static IComparer<string> Comparer { get; } = Comparer<string>.Create((one, other) =>
        DateTimeOffset.TryParse(one, CultureInfo.InvariantCulture, out var time) && DateTimeOffset.TryParse(other, CultureInfo.InvariantCulture, out var otherTime)
            ? time.CompareTo(otherTime)
            : string.CompareOrdinal(one, other));

    private static IEnumerable<object> Rows(DbContext db, Package package)
    {
        var order = db.Set<Order>().Single(o => o.Id == package.OrderId);
        var contact = db.Set<Contact>().Single(c => c.Id == order.MainContactId);
        return [.. db.Set<TransactionalEmail>().Where(m => m.PackageId == package.Id), .. db.Set<PackageEvent>().Where(e => e.PackageId == package.Id), package, order, contact];
    }

    private static List<string> IdsOf(JsonElement list) => [.. list.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("id").GetString()!)];

    private async Task<(List<string> Ids, string? Cursor)> PageAsync(Shop shop, string order, string? after)
    {
        var page = (await DataAsync(
            $"query ($c: String) {{ contacts(first: 5, after: $c, orderBy: {order}) {{ nodes {{ id }} pageInfo {{ hasNextPage endCursor }} }} }}",
            shop.Key,
            new { c = after })).GetProperty("contacts");
        var info = page.GetProperty("pageInfo");
        return (IdsOf(page), info.GetProperty("hasNextPage").GetBoolean() ? info.GetProperty("endCursor").GetString() : null);
    }

    /// <summary>The ids of the whole list in its order, read page by page.</summary>
    private async Task<List<string>> WalkAsync(string list, string order, int size, bool forward, Shop? shop = null)
    {
        var (length, cursor, more, edge) = forward ? ("first", "after", "hasNextPage", "endCursor") : ("last", "before", "hasPreviousPage", "startCursor");
        var query = $"query ($n: Int!, $c: String) {{ {list}({length}: $n, {cursor}: $c, orderBy: {order}) {{ nodes {{ id }} pageInfo {{ {more} {edge} }} }} }}";
        var ids = new List<string>();
        string? at = null;
        while (true)
        {
            var page = (await DataAsync(query, (shop ?? _shop).Key, new { n = size, c = at })).GetProperty(list);
            ids.InsertRange(forward ? ids.Count : 0, IdsOf(page));
            if (!page.GetProperty("pageInfo").GetProperty(more).GetBoolean())
                return ids;
            at = page.GetProperty("pageInfo").GetProperty(edge).GetString();
        }
    }
}
