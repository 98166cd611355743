using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Saleor.Client;
using Eci.Sync;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Catalog;

/// <summary>Pulls records that the hub has one of per normalised name.</summary>
internal abstract class NamedPull<TNode, TRow> : SaleorPull<TNode>
    where TNode : class
    where TRow : class, ITenantOwned
{
    /// <summary>For messages: <c>warehouse</c>.</summary>
    protected abstract string Label { get; }

    public override async Task ApplyAsync(SyncContext context, IReadOnlyList<PulledRecord> records, CancellationToken cancellationToken)
    {
        var rows = new Adoption<TRow>(context, Entity, IdOf, KeyOf);
        var keys = records.Select(r => SaleorText.KeyOf(NameOf((TNode)r.Content))).Distinct(StringComparer.Ordinal).ToArray();
        await rows.LoadAsync([.. records.Select(r => r.ExternalId)], ids => Candidates(context, ids, keys), cancellationToken);
        foreach (var record in rows.InTurn(records))
        {
            if (Apply(context, rows, record) is not { } row)
                continue;
            record.Done(IdOf(row));
            context.Store(new SyncDependency(Entity, record.ExternalId));
            await AppliedAsync(context, record, (TNode)record.Content, row, cancellationToken);
        }
    }

    protected abstract string NameOf(TNode node);

    protected abstract string IdOf(TRow row);

    protected abstract string KeyOf(TRow row);

    protected abstract TRow New(string tenantId, TNode node, string key);

    protected abstract void Update(TRow row, TNode node, string key);

    /// <summary>What else there is to do for a record that has its row.</summary>
    protected virtual Task AppliedAsync(SyncContext context, PulledRecord record, TNode node, TRow row, CancellationToken cancellationToken) => Task.CompletedTask;

    private TRow? Apply(SyncContext context, Adoption<TRow> rows, PulledRecord record)
    {
        var node = (TNode)record.Content;
        var key = SaleorText.KeyOf(NameOf(node));
        if (key.Length == 0)
        {
            record.Ignore($"The {Label} has no name.");
            return null;
        }

        var row = rows.Find(record.ExternalId, key);
        if (rows.IsKeyOfAnother(row, key))
        {
            record.Fail($"The hub has another {Label} of this name.");
            return null;
        }

        if (row is null)
            context.Database.Add(row = New(context.App.TenantId, node, key));
        else
            Update(row, node, key);
        if (rows.Take(row))
            return row;
        record.Fail($"The shop has another {Label} of this name.");
        return null;
    }

    private static IQueryable<TRow> Candidates(SyncContext context, string[] ids, string[] keys) => context.Database.Set<TRow>().Where(row =>
        EF.Parameter(ids).Contains(EF.Property<string>(row, nameof(Warehouse.Id)))
            || EF.Parameter(keys).Contains(EF.Property<string>(row, nameof(Warehouse.NormalizedName))));
}
