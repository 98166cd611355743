using Eci.Commerce;
using Eci.Core;
using Eci.Modules.ProductFeed.Content;
using Eci.Modules.ProductFeed.Data;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Eci.Modules.ProductFeed.Building;

/// <summary>Builds all files of one feed in one pass over the products, and lets callers have them once they are complete.</summary>
internal sealed partial class FeedBuilder(
    IServiceScopeFactory scopes, IWriteGate gate, ProductFeedMetrics metrics, TimeProvider time, ILogger<FeedBuilder> logger)
{
    /// <summary>Products read at a time.</summary>
    public const int PageSize = 200;

    /// <summary>Rows written at a time: products may have hundreds of variants.</summary>
    private const int RowsAtATime = 100;

    /// <summary>Does nothing while somebody else builds the feed. A failure is kept with the feed, which stays as it was.</summary>
    public async Task BuildAsync(ProductFeedApp app, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateScopeOf(app.TenantId);
        var database = scope.ServiceProvider.GetRequiredService<EciDbContext>();
        var claims = new FeedClaims(database, gate, time);
        if (await claims.ClaimAsync(app, cancellationToken) is not { } build)
            return;
        var start = time.GetTimestamp();
        try
        {
            var result = await WriteAsync(database, app, build, cancellationToken);
            var isMine = result.Error is null ? await claims.FinishAsync(build, result, cancellationToken) : await claims.FailAsync(build, result.Error, cancellationToken);
            metrics.Count(result.Error is not null ? "failed" : isMine ? "built" : "overtaken", time.GetElapsedTime(start));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            database.ChangeTracker.Clear();
            LogFailed(app.Id, exception.GetType().Name);
            await claims.FailAsync(build, "The feed could not be built; it is tried again soon.", cancellationToken);
            metrics.Count("failed", time.GetElapsedTime(start));
        }
    }

    private async Task<BuildResult> WriteAsync(EciDbContext database, ProductFeedApp app, FeedBuild build, CancellationToken cancellationToken)
    {
        var channelId = await database.Set<SalesChannel>()
            .Where(c => c.Slug == app.Settings.Channel).OrderBy(c => c.Id).Select(c => c.Id).FirstOrDefaultAsync(cancellationToken);
        if (channelId is null)
            return BuildResult.Failed($"There is no sales channel '{app.Settings.Channel}'.");
        await using var files = new FeedFiles(database, app, build.Id, build.StartedAt);
        var (pages, rows) = (new CatalogPages(database, time), new FeedRows(app.Settings));
        var (after, count, leftOut) = ((string?)null, 0, 0);
        while (true)
        {
            var products = await pages.ReadAsync(channelId, rows.Attributes, after, PageSize, cancellationToken);
            foreach (var portion in products.SelectMany(product => product.Variants.Select(variant => rows.Of(product, variant))).Chunk(RowsAtATime))
            {
                var written = portion.OfType<FeedRow>().ToList();
                await files.WriteAsync(written, cancellationToken);
                (count, leftOut) = (count + written.Count, leftOut + portion.Length - written.Count);
            }

            if (products.Count < PageSize)
                break;
            after = products[^1].Id;
        }

        await files.EndAsync(cancellationToken);
        return new BuildResult(count, leftOut, Error: null);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "The product feed {AppId} could not be built ({Error})")]
    private partial void LogFailed(string appId, string error);
}

/// <summary>What came of a build.</summary>
/// <param name="Rows">Variants in it.</param>
/// <param name="LeftOut">Variants that lack something.</param>
/// <param name="Error">Why there is none; null: there is.</param>
internal sealed record BuildResult(int Rows, int LeftOut, string? Error)
{
    public static BuildResult Failed(string error) => new(0, 0, error);
}
