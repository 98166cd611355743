namespace Eci.Persistence;

/// <summary>Statements that write without a unit of work, in turn with other writers of the process.</summary>
public static class Writes
{
    /// <summary>Rows that a statement of <see cref="WriteAllAsync"/> should take at most.</summary>
    public const int Portion = 1000;

    /// <summary>Runs one statement when it is its turn.</summary>
    /// <returns>The rows it wrote.</returns>
    public static async Task<int> WriteAsync(this IWriteGate gate, Func<CancellationToken, Task<int>> write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(gate);
        ArgumentNullException.ThrowIfNull(write);
        using var turn = await gate.EnterAsync(cancellationToken);
        return await write(cancellationToken);
    }

    /// <summary>Repeats a statement that takes at most <see cref="Portion"/> rows until it takes fewer, so that others get their turn between.</summary>
    public static async Task WriteAllAsync(this IWriteGate gate, Func<CancellationToken, Task<int>> writePortion, CancellationToken cancellationToken)
    {
        while (await gate.WriteAsync(writePortion, cancellationToken) == Portion)
        {
            // The next portion.
        }
    }
}
