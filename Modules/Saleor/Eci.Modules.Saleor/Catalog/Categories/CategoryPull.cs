using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Connection;
using Eci.Sync;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Catalog.Categories;

/// <summary>A category of the shop.</summary>
internal sealed record SaleorCategory(string Id, string Name, string? Slug, int Level, DateTimeOffset? UpdatedAt, SaleorReference? Parent);

internal sealed record CategoriesAnswer(SaleorConnection<SaleorCategory> Categories);

/// <summary>Categories: a parent is stored before its children, and fetched when it is missing.</summary>
internal sealed class CategoryPull(SaleorClient client) : SaleorPull<SaleorCategory>
{
    private static readonly SaleorOperation<CategoriesAnswer> Operation = SaleorOperation.Query<CategoriesAnswer>("Categories");

    public override string Entity => SyncEntities.Categories;

    public override int Turn => SaleorTurns.Categories;

    public override async Task ApplyAsync(SyncContext context, IReadOnlyList<PulledRecord> records, CancellationToken cancellationToken)
    {
        var nodes = records.ToDictionary(r => r.ExternalId, r => (SaleorCategory)r.Content, StringComparer.Ordinal);
        var parents = await context.Links.InternalIdsAsync(Entity, [.. nodes.Values.Select(n => n.Parent?.Id).OfType<string>()], cancellationToken);
        var rows = new Adoption<Category>(context, Entity, row => row.Id, KeyOf);
        await rows.LoadAsync(nodes.Keys, ids => Candidates(context, ids, nodes.Values), cancellationToken);
        var stored = new Dictionary<string, string>(parents, StringComparer.Ordinal);
        foreach (var record in rows.InTurn(records).OrderBy(r => nodes[r.ExternalId].Level))
        {
            var node = nodes[record.ExternalId];
            if (node.Parent is { Id: var parent } && !stored.ContainsKey(parent))
                record.Block(new SyncDependency(Entity, parent), new SyncWish(Entity, SyncDirection.Pull, parent));
            else
                Apply(context, rows, record, node, stored);
        }
    }

    protected override bool IsOn(SaleorSettings settings) => settings.SyncProducts;

    protected override async Task<SaleorConnection<SaleorCategory>> AskAsync(SaleorApp shop, PageVariables variables, CancellationToken cancellationToken) =>
        (await client.SendAsync(shop, Operation, variables, cancellationToken)).Categories;

    protected override string IdOf(SaleorCategory node) => node.Id;

    protected override DateTimeOffset? ChangedAt(SaleorCategory node) => node.UpdatedAt;

    protected override PageVariables Window(PullWindow window, string? cursor) =>
        new(SaleorPages.MaxSize, cursor, SaleorFilter.ChangedSince(window.ChangedSince));

    private static void Apply(
        SyncContext context, Adoption<Category> rows, PulledRecord record, SaleorCategory node, Dictionary<string, string> stored)
    {
        var slug = SaleorText.OrNull(node.Slug);
        var key = KeyOf(slug, NaturalKey.Of(node.Name));
        var row = rows.Find(record.ExternalId, key, KeyOf(slug: null, NaturalKey.Of(node.Name)));
        if (rows.IsKeyOfAnother(row, key))
        {
            record.Fail("The hub has another category of this slug or name.");
            return;
        }

        if (row is null)
            context.Database.Add(row = new Category { Id = Ids.New(IdPrefix.Category), TenantId = context.App.TenantId, Name = node.Name, NormalizedName = string.Empty });
        row.Name = node.Name;
        row.NormalizedName = NaturalKey.Of(node.Name);
        row.Slug = slug;
        row.ParentCategoryId = node.Parent is { Id: var parent } ? stored[parent] : null;
        if (!rows.Take(row))
        {
            record.Fail("The shop has another category of this slug or name.");
            return;
        }

        stored[record.ExternalId] = row.Id;
        record.Done(row.Id);
        context.Store(new SyncDependency(SyncEntities.Categories, record.ExternalId));
    }

    private static string KeyOf(Category row) => KeyOf(row.Slug, row.NormalizedName);

    private static string KeyOf(string? slug, string name) => slug is null ? $"name {name}" : $"slug {slug}";

    private static IQueryable<Category> Candidates(SyncContext context, string[] ids, IReadOnlyCollection<SaleorCategory> nodes)
    {
        var slugs = nodes.Select(n => SaleorText.OrNull(n.Slug)).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        var names = nodes.Select(n => NaturalKey.Of(n.Name)).Distinct(StringComparer.Ordinal).ToArray();
        return context.Database.Set<Category>().Where(c =>
            EF.Parameter(ids).Contains(c.Id)
                || (c.Slug != null && EF.Parameter(slugs).Contains(c.Slug))
                || (c.Slug == null && EF.Parameter(names).Contains(c.NormalizedName)));
    }
}
