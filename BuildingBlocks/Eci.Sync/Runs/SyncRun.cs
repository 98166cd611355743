using System.Globalization;
using Eci.Core;
using Eci.Scheduling;
using Eci.Sync.Engine;
using Eci.Vocabulary;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Eci.Sync.Runs;

/// <summary>One run for one app: pulls in their turn, then pushes, then back-fills. A part that fails does not keep the others from their turn.</summary>
internal sealed partial class SyncRun(
    SyncCatalog catalog, SyncApps apps, PullRun pulls, PushRun pushes, BackfillRun backfills, IAccountRests rests, ILogger<SyncRun> logger)
{
    public async Task RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var found = await apps.FindAsync(run.TenantId, run.AppId, cancellationToken);
        if (found is not { MayWork: true, App: var app })
        {
            run.Note = found is null ? "The app does not exist any more." : "The app, or every integration of it, is switched off or unpaid.";
            return;
        }

        if (await rests.FindAsync(app, cancellationToken) is { } rest)
        {
            run.Note = NoteOf(rest.Message, rest.Until);
            return;
        }

        var parts = PartsOf(run.Services, app);
        if (parts.Count == 0)
        {
            run.Note = "The app is not connected, or its settings want nothing to be exchanged.";
            return;
        }

        await RunAsync(run, app, parts, cancellationToken);
    }

    private async Task RunAsync(JobRun run, App app, List<SyncPartInfo> parts, CancellationToken cancellationToken)
    {
        var outcome = new RunOutcome();
        foreach (var part in parts)
        {
            if (!await TryAsync(run, app, part, outcome, () => TurnAsync(run, app, part, outcome, cancellationToken), cancellationToken))
                return;
        }

        var until = backfills.EndOfTurn();
        foreach (var part in parts)
        {
            if (!await TryAsync(run, app, part, outcome, () => backfills.RunAsync(run, app, part, until, cancellationToken), cancellationToken))
                return;
        }

        if (outcome is { HasAnswered: false, Doubt: { } doubt })
        {
            await RestAsync(run, app, doubt, cancellationToken);
            return;
        }

        if (outcome.HasAnswered)
            await rests.WorksAsync(app, cancellationToken);
        if (outcome.First is { } failure)
            throw failure;
    }

    /// <summary>
    /// False when the app rests from now on. A part that the system fails to answer may be the only one: the next part tells, and the app
    /// rests when that gets no answer either.
    /// </summary>
    private async Task<bool> TryAsync(
        JobRun run, App app, SyncPartInfo part, RunOutcome outcome, Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception exception) when (Failures.OfSystem(exception, cancellationToken) is { } failure)
        {
            if (failure is SystemUnavailableException unavailable && outcome.Doubts(unavailable))
            {
                LogPartFailed(app.Id, part.Direction, part.Entity, failure.GetType().Name);
                return true;
            }

            await RestAsync(run, app, failure, cancellationToken);
            return false;
        }
        catch (Exception exception) when (!Failures.IsOfHub(exception, cancellationToken))
        {
            LogPartFailed(app.Id, part.Direction, part.Entity, exception.GetType().Name);
            outcome.Failed(exception);
            return true;
        }
    }

    private async Task TurnAsync(JobRun run, App app, SyncPartInfo part, RunOutcome outcome, CancellationToken cancellationToken)
    {
        if (part.Direction is SyncDirection.Push)
        {
            await pushes.RunAsync(run, app, part, cancellationToken);
            return;
        }

        await pulls.RunAsync(run, app, part, cancellationToken);
        outcome.Answered();
    }

    private List<SyncPartInfo> PartsOf(IServiceProvider services, App app) =>
        [.. catalog.PartsOf(app).Where(part => ((ISyncPart)services.GetRequiredService(part.Implementation)).IsOn(app))];

    /// <exception cref="SystemAccessDeniedException">Somebody has to mend it: the run counts as failed.</exception>
    private async Task RestAsync(JobRun run, App app, ExternalSystemException failure, CancellationToken cancellationToken)
    {
        var until = await rests.ReportAsync(app, failure, cancellationToken);
        run.Note = NoteOf(failure.Message, until);
        if (failure is SystemAccessDeniedException)
            throw failure;
    }

    private static string NoteOf(string reason, DateTimeOffset until) =>
        string.Create(CultureInfo.InvariantCulture, $"{reason} The app rests until {until.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC.");

    [LoggerMessage(Level = LogLevel.Warning, Message = "{AppId}: {Direction} of {Entity} failed ({Error}); the other parts go on")]
    private partial void LogPartFailed(string appId, SyncDirection direction, string entity, string error);
}
