using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Eci.Modules.ProductFeed.Content;

namespace Eci.Modules.ProductFeed.Writing;

/// <summary>A file that was written.</summary>
/// <param name="Hash">Hexadecimal SHA-256 of the content.</param>
/// <param name="Length">Bytes of the content.</param>
/// <param name="CompressedLength">Bytes of the parts.</param>
internal sealed record WrittenFile(string Hash, long Length, long CompressedLength);

/// <summary>Writes one file of a feed, compressed and in parts, page by page: it never holds more than a page and a part.</summary>
internal sealed class FeedFileWriter : IAsyncDisposable
{
    private readonly IFeedWriting _writing;
    private readonly PartStream _parts;
    private readonly GZipStream _gzip;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly StringBuilder _text = new();
    private long _length;

    /// <param name="writing">How the feed looks.</param>
    /// <param name="partSize">Bytes of a part.</param>
    /// <param name="store">Keeps a part.</param>
    public FeedFileWriter(IFeedWriting writing, int partSize, Func<int, byte[], CancellationToken, Task> store)
    {
        _writing = writing;
        _parts = new PartStream(partSize, store);
        _gzip = new GZipStream(_parts, CompressionLevel.Optimal, leaveOpen: true);
        _writing.Begin(_text);
    }

    public Task WriteAsync(IEnumerable<FeedRow> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
            _writing.Add(_text, row);
        return FlushAsync(cancellationToken);
    }

    public async Task<WrittenFile> EndAsync(CancellationToken cancellationToken)
    {
        _writing.End(_text);
        await FlushAsync(cancellationToken);
        await _gzip.DisposeAsync();
        await _parts.EndAsync(cancellationToken);
        return new WrittenFile(Convert.ToHexStringLower(_hash.GetHashAndReset()), _length, _parts.Length);
    }

    public async ValueTask DisposeAsync()
    {
        await _gzip.DisposeAsync();
        await _parts.DisposeAsync();
        _hash.Dispose();
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(_text.ToString());
        _text.Clear();
        _hash.AppendData(bytes);
        _length += bytes.Length;
        await _gzip.WriteAsync(bytes, cancellationToken);
    }
}
