using Eci.Messaging.Storage;

namespace Eci.IntegrationTests.Messaging.Support;

/// <summary>Rows that no publisher would write.</summary>
internal static class TestRows
{
    /// <summary>A message of <see cref="TestRoutes.Steps"/> with any body, for any queues.</summary>
    public static IncomingMessage Incoming(Guid id, string body, long? orderKey, IReadOnlyList<string> queues) =>
        new(id, TestRoutes.Steps.Name, string.Empty, Key: null, body, TraceParent: null, TraceId: null, queues, orderKey);
}
