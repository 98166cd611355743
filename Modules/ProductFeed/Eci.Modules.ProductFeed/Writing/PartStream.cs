namespace Eci.Modules.ProductFeed.Writing;

/// <summary>Cuts what is written to it into parts of one size and hands each over when it is full, the last one at the end.</summary>
internal sealed class PartStream(int partSize, Func<int, byte[], CancellationToken, Task> store) : Stream
{
    private readonly byte[] _buffer = new byte[partSize];
    private int _filled;
    private int _number;
    private long _length;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _length += buffer.Length;
        while (buffer.Length > 0)
        {
            var taken = Math.Min(buffer.Length, _buffer.Length - _filled);
            buffer[..taken].CopyTo(_buffer.AsMemory(_filled));
            _filled += taken;
            buffer = buffer[taken..];
            if (_filled == _buffer.Length)
                await StoreAsync(cancellationToken);
        }
    }

    /// <summary>Hands over what is left.</summary>
    public Task EndAsync(CancellationToken cancellationToken) => _filled > 0 ? StoreAsync(cancellationToken) : Task.CompletedTask;

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
        // Parts are handed over when they are full.
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Parts are stored asynchronously.");

    private async Task StoreAsync(CancellationToken cancellationToken)
    {
        var part = _buffer[.._filled];
        _filled = 0;
        await store(_number++, part, cancellationToken);
    }
}
