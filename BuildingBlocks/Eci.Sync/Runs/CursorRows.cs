using Eci.Core;
using Eci.Sync.Engine;
using Eci.Sync.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Sync.Runs;

/// <summary>How far the records of a part were read, in units of work of their own.</summary>
internal sealed class CursorRows(IServiceScopeFactory scopes)
{
    /// <summary>Null before the first complete run.</summary>
    public async Task<SyncCursor?> FindAsync(App app, SyncPartInfo part, CancellationToken cancellationToken)
    {
        await using var unit = SyncUnit.Open(scopes, app);
        return await Rows(unit, app, part).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Changes the row, made when there is none.</summary>
    /// <param name="app">The app.</param>
    /// <param name="part">The part.</param>
    /// <param name="change">False to leave it as it is.</param>
    /// <param name="cancellationToken">Ends the write.</param>
    /// <returns>Whether it was changed.</returns>
    public async Task<bool> ChangeAsync(App app, SyncPartInfo part, Func<SyncCursor, bool> change, CancellationToken cancellationToken)
    {
        await using var unit = SyncUnit.Open(scopes, app);
        var cursor = await Rows(unit, app, part).SingleOrDefaultAsync(cancellationToken);
        if (cursor is null)
        {
            cursor = new SyncCursor { TenantId = app.TenantId, AppId = app.Id, Entity = part.Entity, Direction = part.Direction };
            unit.Database.Add(cursor);
        }

        if (!change(cursor))
            return false;
        await unit.Database.SaveChangesAsync(cancellationToken);
        return true;
    }

    private static IQueryable<SyncCursor> Rows(SyncUnit unit, App app, SyncPartInfo part) =>
        unit.Database.Set<SyncCursor>().Where(c => c.AppId == app.Id && c.Entity == part.Entity && c.Direction == part.Direction);
}
