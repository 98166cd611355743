using System.Linq.Expressions;
using Eci.Core;
using Eci.Modules.ProductFeed.Data;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Eci.Modules.ProductFeed.Building;

/// <summary>A build that this process may do.</summary>
internal sealed record FeedBuild(string Id, string AppId, int AppVersion, DateTimeOffset StartedAt);

/// <summary>Who builds a feed, and which build callers get.</summary>
internal sealed class FeedClaims(EciDbContext database, IWriteGate gate, TimeProvider time)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    /// <summary>Null when somebody else builds the feed. Changes from now on make the feed out of date again.</summary>
    public async Task<FeedBuild?> ClaimAsync(ProductFeedApp app, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var build = new FeedBuild(Ids.New(IdPrefix.Feed), app.Id, app.Version, now);
        if (!await database.Set<ProductFeedState>().AnyAsync(s => s.AppId == app.Id, cancellationToken))
            return await AddAsync(app, build, cancellationToken) ? build : null;
        return await UpdateAsync(
            s => s.AppId == app.Id && (s.BuildingUntil == null || s.BuildingUntil <= now),
            set => set
                .SetProperty(s => s.BuildingId, build.Id)
                .SetProperty(s => s.BuildingUntil, now + Lease)
                .SetProperty(s => s.DirtySince, (DateTimeOffset?)null),
            cancellationToken)
            ? build
            : null;
    }

    /// <summary>Lets callers have the build, and drops those that nobody reads any more. False: somebody else took over.</summary>
    public async Task<bool> FinishAsync(FeedBuild build, BuildResult result, CancellationToken cancellationToken)
    {
        var isMine = await UpdateAsync(
            s => s.AppId == build.AppId && s.BuildingId == build.Id,
            set => set
                .SetProperty(s => s.PreviousBuildId, s => s.CurrentBuildId)
                .SetProperty(s => s.CurrentBuildId, build.Id)
                .SetProperty(s => s.BuiltAt, build.StartedAt)
                .SetProperty(s => s.AppVersion, build.AppVersion)
                .SetProperty(s => s.Rows, result.Rows)
                .SetProperty(s => s.LeftOut, result.LeftOut)
                .SetProperty(s => s.BuildingId, (string?)null)
                .SetProperty(s => s.BuildingUntil, (DateTimeOffset?)null)
                .SetProperty(s => s.RetryAt, (DateTimeOffset?)null)
                .SetProperty(s => s.Error, (string?)null),
            cancellationToken);
        if (isMine)
            await DropOldAsync(build.AppId, cancellationToken);
        return isMine;
    }

    /// <summary>Gives the claim back, and drops what was written of the build. False: somebody else took over.</summary>
    public async Task<bool> FailAsync(FeedBuild build, string error, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var isMine = await UpdateAsync(
            s => s.AppId == build.AppId && s.BuildingId == build.Id,
            set => set
                .SetProperty(s => s.DirtySince, s => s.DirtySince ?? build.StartedAt)
                .SetProperty(s => s.Error, error)
                .SetProperty(s => s.RetryAt, now + RetryAfter)
                .SetProperty(s => s.BuildingId, (string?)null)
                .SetProperty(s => s.BuildingUntil, (DateTimeOffset?)null),
            cancellationToken);
        if (isMine)
            await DropOldAsync(build.AppId, cancellationToken);
        return isMine;
    }

    private async Task<bool> AddAsync(ProductFeedApp app, FeedBuild build, CancellationToken cancellationToken)
    {
        database.Add(new ProductFeedState { AppId = app.Id, TenantId = app.TenantId, BuildingId = build.Id, BuildingUntil = build.StartedAt + Lease });
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (!EciDatabase.IsUnavailable(exception))
        {
            return false;
        }
        finally
        {
            database.ChangeTracker.Clear();
        }
    }

    private async Task DropOldAsync(string appId, CancellationToken cancellationToken)
    {
        var kept = database.Set<ProductFeedState>().Where(s => s.AppId == appId);
        await gate.WriteAsync(
            token => database.Set<ProductFeedPart>()
                .Where(p => p.AppId == appId && !kept.Any(s => s.CurrentBuildId == p.BuildId || s.PreviousBuildId == p.BuildId || s.BuildingId == p.BuildId))
                .ExecuteDeleteAsync(token),
            cancellationToken);
        await gate.WriteAsync(
            token => database.Set<ProductFeedFile>()
                .Where(f => f.AppId == appId && !kept.Any(s => s.CurrentBuildId == f.BuildId || s.PreviousBuildId == f.BuildId || s.BuildingId == f.BuildId))
                .ExecuteDeleteAsync(token),
            cancellationToken);
    }

    private async Task<bool> UpdateAsync(
        Expression<Func<ProductFeedState, bool>> which,
        Action<UpdateSettersBuilder<ProductFeedState>> change,
        CancellationToken cancellationToken) =>
        await gate.WriteAsync(token => database.Set<ProductFeedState>().Where(which).ExecuteUpdateAsync(change, token), cancellationToken) > 0;
}
