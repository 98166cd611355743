namespace Eci.Scheduling;

/// <summary>
/// Work that the hub does for every enabled app of one kind on the app's own schedule. Of one app never two runs at a time, however
/// many processes play the scheduler.
/// </summary>
public interface IAppJob
{
    /// <summary>Stable lower-case name, for example <c>dhl-tracking</c>: key of stored runs, shown in logs and metrics.</summary>
    string Name { get; }

    /// <summary>The kind of app it serves: a class derived from <see cref="Eci.Core.App"/>.</summary>
    Type AppType { get; }

    /// <summary>Cron text for apps that have none: five fields, or six with seconds first.</summary>
    string DefaultCron { get; }

    /// <summary>Longest run for apps that name none.</summary>
    TimeSpan DefaultTimeout { get; }

    /// <summary>Does the work for one app.</summary>
    /// <param name="run">The app, a place to count, and services that see the app's tenant only.</param>
    /// <param name="cancellationToken">Ends the run: out of time, lost to another process, or the process stops.</param>
    /// <exception cref="Exception">Whatever leaves the method is the failure of this run; the next one comes as scheduled.</exception>
    Task RunAsync(JobRun run, CancellationToken cancellationToken);
}
