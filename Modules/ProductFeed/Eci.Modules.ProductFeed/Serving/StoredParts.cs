using Eci.Core;
using Eci.Modules.ProductFeed.Data;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.ProductFeed.Serving;

/// <summary>Reads the parts of a file one after the other: one statement and one part in memory at a time, no connection in between.</summary>
internal sealed class StoredParts(ProductFeedFile file, IServiceScopeFactory scopes) : Stream
{
    private ReadOnlyMemory<byte> _rest;
    private int _next;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => file.CompressedLength;

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_rest.IsEmpty && !await ReadPartAsync(cancellationToken))
            return 0;
        var taken = Math.Min(buffer.Length, _rest.Length);
        _rest[..taken].CopyTo(buffer);
        _rest = _rest[taken..];
        return taken;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Parts are read asynchronously.");

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async Task<bool> ReadPartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateScopeOf(file.TenantId);
        var (build, variant, format, number) = (file.BuildId, file.Variant, file.Format, _next);
        var bytes = await scope.ServiceProvider.GetRequiredService<EciDbContext>().Set<ProductFeedPart>()
            .Where(p => p.BuildId == build && p.Variant == variant && p.Format == format && p.Number == number)
            .Select(p => p.Bytes)
            .SingleOrDefaultAsync(cancellationToken);
        _next++;
        _rest = bytes;
        return bytes is not null;
    }
}
