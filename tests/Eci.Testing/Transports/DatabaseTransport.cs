namespace Eci.Testing.Transports;

/// <summary>The queue in the database: there is no broker.</summary>
internal sealed class DatabaseTransport : TestTransport
{
    public override TransportKind Kind => TransportKind.Database;

    public override IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["Eci:Transport"] = "Database" };

    public override Task TakeAwayAsync() => throw new NotSupportedException("There is no broker.");

    public override Task BringBackAsync() => throw new NotSupportedException("There is no broker.");

    public override Task PutAsync(string topic, string? key, byte[] body, IReadOnlyDictionary<string, string> headers) =>
        throw new NotSupportedException("There is no broker.");

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
