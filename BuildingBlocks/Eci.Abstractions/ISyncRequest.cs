using Eci.Vocabulary;

namespace Eci;

/// <summary>
/// Asks to bring one record of one app up to date. Each system has a message type of its own, so that its work has a queue of its own.
/// </summary>
public interface ISyncRequest : ITenantMessage
{
    /// <summary>The app whose account is used.</summary>
    string AppId { get; }

    /// <summary>Kind of record, see <c>SyncEntities</c>.</summary>
    string Entity { get; }

    SyncDirection Direction { get; }

    /// <summary>External id when pulled, the hub's id when pushed.</summary>
    string Key { get; }
}
