using Eci.Modules.ProductFeed.Content;
using Eci.Modules.ProductFeed.Data;
using Eci.Modules.ProductFeed.Writing;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.ProductFeed.Building;

/// <summary>The files of one build, while they are written to the database.</summary>
internal sealed class FeedFiles : IAsyncDisposable
{
    private const int PartSize = 256 * 1024;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly EciDbContext _database;
    private readonly ProductFeedApp _app;
    private readonly string _buildId;
    private readonly DateTimeOffset _builtAt;
    private readonly List<(FeedVariant Variant, FeedFormat Format, FeedFileWriter Writer)> _files = [];

    public FeedFiles(EciDbContext database, ProductFeedApp app, string buildId, DateTimeOffset builtAt)
    {
        (_database, _app, _buildId) = (database, app, buildId);
        _builtAt = new DateTimeOffset(builtAt.UtcTicks - (builtAt.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        foreach (var variant in Enum.GetValues<FeedVariant>())
        {
            foreach (var format in Enum.GetValues<FeedFormat>())
            {
                var writer = new FeedFileWriter(
                    Writing(variant, format), PartSize, (number, bytes, token) => StoreAsync(variant, format, number, bytes, token));
                _files.Add((variant, format, writer));
            }
        }
    }

    public async Task WriteAsync(IReadOnlyList<FeedRow> rows, CancellationToken cancellationToken)
    {
        foreach (var (_, _, writer) in _files)
            await writer.WriteAsync(rows, cancellationToken);
    }

    /// <summary>Completes the files.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        var current = await _database.Set<ProductFeedFile>().AsNoTracking()
            .Where(f => _database.Set<ProductFeedState>().Any(s => s.AppId == _app.Id && s.CurrentBuildId == f.BuildId))
            .ToListAsync(cancellationToken);
        foreach (var (variant, format, writer) in _files)
        {
            var written = await writer.EndAsync(cancellationToken);
            _database.Add(new ProductFeedFile
            {
                BuildId = _buildId,
                Variant = variant,
                Format = format,
                AppId = _app.Id,
                TenantId = _app.TenantId,
                Hash = written.Hash,
                LastModified = LastModified(written, current.Find(f => f.Variant == variant && f.Format == format)),
                Length = written.Length,
                CompressedLength = written.CompressedLength,
            });
        }

        await _database.SaveChangesAsync(cancellationToken);
        _database.ChangeTracker.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, _, writer) in _files)
            await writer.DisposeAsync();
    }

    /// <summary>
    /// Content that callers have already keeps its time, other content is younger than what they have: also when it was theirs once before,
    /// and when the clock was set back.
    /// </summary>
    private DateTimeOffset LastModified(WrittenFile written, ProductFeedFile? current)
    {
        if (current is null)
            return _builtAt;
        if (string.Equals(current.Hash, written.Hash, StringComparison.Ordinal))
            return current.LastModified;
        return _builtAt > current.LastModified ? _builtAt : current.LastModified + Second;
    }

    private IFeedWriting Writing(FeedVariant variant, FeedFormat format)
    {
        var columns = FeedColumns.Of(variant, format);
        return format is FeedFormat.Xml ? new RssWriting(columns, _app.Settings) : new CsvWriting(columns);
    }

    private async Task StoreAsync(FeedVariant variant, FeedFormat format, int number, byte[] bytes, CancellationToken cancellationToken)
    {
        _database.Add(new ProductFeedPart
        {
            BuildId = _buildId,
            Variant = variant,
            Format = format,
            Number = number,
            AppId = _app.Id,
            TenantId = _app.TenantId,
            Bytes = bytes,
        });
        await _database.SaveChangesAsync(cancellationToken);
        _database.ChangeTracker.Clear();
    }
}
