namespace Eci.Persistence;

/// <summary>Lets writers of one process take turns where the database has a single writer (SQLite); open otherwise.</summary>
public interface IWriteGate
{
    /// <summary>Waits for the turn; dispose the result when the transaction has ended. Not re-entrant.</summary>
    ValueTask<IDisposable> EnterAsync(CancellationToken cancellationToken);
}

internal sealed class OpenWriteGate : IWriteGate, IDisposable
{
    public ValueTask<IDisposable> EnterAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IDisposable>(this);

    public void Dispose()
    {
    }
}

internal sealed class SingleWriteGate : IWriteGate, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Leave _leave;

    public SingleWriteGate() => _leave = new Leave(_turn);

    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        return _leave;
    }

    public void Dispose() => _turn.Dispose();

    private sealed class Leave(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
