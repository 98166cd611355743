using Eci.Core;
using Eci.Vocabulary;

namespace Eci.Sync;

/// <summary>One kind of record that one system exchanges with the hub, in one direction. A scoped service.</summary>
public interface ISyncPart
{
    /// <summary>See <see cref="SyncEntities"/>.</summary>
    string Entity { get; }

    /// <summary>The kind of app it serves.</summary>
    Type AppType { get; }

    SyncDirection Direction { get; }

    /// <summary>Turn within a run: what others need comes first.</summary>
    int Turn { get; }

    /// <summary>Whether the app's settings want it.</summary>
    bool IsOn(App app);
}
