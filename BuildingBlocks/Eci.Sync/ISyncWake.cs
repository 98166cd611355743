namespace Eci.Sync;

/// <summary>Lets an app that had to wait try again at once.</summary>
public interface ISyncWake
{
    /// <summary>
    /// Somebody mended what kept the app from its system: its rest ends, and what failed, waits or was put off is due now. Writes at once,
    /// so call it when the mending is stored; a crash in between only lets records wait for their time.
    /// </summary>
    Task WakeAsync(string tenantId, string appId, CancellationToken cancellationToken);
}
