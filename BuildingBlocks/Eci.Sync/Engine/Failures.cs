using Eci.Core;
using Eci.Persistence;
using Eci.Sync.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Sync.Engine;

/// <summary>Tells failures of one record from those of its system, and marks records that could not be brought up to date.</summary>
internal sealed class Failures(IServiceScopeFactory scopes, IAccountRests rests, TimeProvider time)
{
    private const int MostSuspicions = 3;

    /// <summary>The system's failure behind an exception; null when only the record, or the hub, is to blame.</summary>
    public static ExternalSystemException? OfSystem(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        RecordRefusedException => null,
        ExternalSystemException system => system,
        HttpRequestException or TimeoutException => new SystemUnavailableException("The system cannot be reached.", exception),
        OperationCanceledException when !cancellationToken.IsCancellationRequested =>
            new SystemUnavailableException("The system did not answer in time.", exception),
        _ => null,
    };

    /// <summary>True when the hub itself cannot go on: nothing can be said of the record.</summary>
    public static bool IsOfHub(Exception exception, CancellationToken cancellationToken) =>
        (exception is OperationCanceledException && cancellationToken.IsCancellationRequested) ||
        (OfSystem(exception, cancellationToken) is null && EciDatabase.IsUnavailable(exception));

    /// <summary>
    /// Marks a record by what went wrong with it, in a unit of work of its own; its app rests when its system is to blame. A record that
    /// another holder has by now is left to it.
    /// </summary>
    /// <param name="app">The app.</param>
    /// <param name="part">The part of its system.</param>
    /// <param name="key">The record.</param>
    /// <param name="holder">Who claimed it; null: nobody.</param>
    /// <param name="exception">What went wrong.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The record as it is now.</returns>
    public async Task<SyncRecord> MarkAsync(
        App app, SyncPartInfo part, string key, string? holder, Exception exception, CancellationToken cancellationToken)
    {
        await using var unit = SyncUnit.Open(scopes, app);
        var record = await unit.Records.TakeAsync(app, part, key, cancellationToken);
        if (record.HeldUntil > time.GetUtcNow() && !string.Equals(record.HeldBy, holder, StringComparison.Ordinal))
            return record;
        if (OfSystem(exception, cancellationToken) is { } system)
            await PutOffAsync(app, record, system, cancellationToken);
        else
            record.Fail(TextOf(exception), time.GetUtcNow());
        if (exception is DbUpdateConcurrencyException)
            record.NextAttemptAt = time.GetUtcNow() + BackOff.Clash;
        await unit.SaveAsync([record], cancellationToken);
        return record;
    }

    /// <summary>
    /// The app rests and the record waits. When the system worked before each of several failures in a row, it fails over this record: then
    /// the app goes on, and the record has failed.
    /// </summary>
    private async Task PutOffAsync(App app, SyncRecord record, ExternalSystemException system, CancellationToken cancellationToken)
    {
        var isSuspect = system is SystemUnavailableException && await rests.IsWorkingAsync(app, cancellationToken);
        if (isSuspect && record.Attempts + 1 >= MostSuspicions)
        {
            record.Fail($"The system fails whenever it is asked about this record. {system.Message}", time.GetUtcNow());
            return;
        }

        record.Postpone(system.Message, time.GetUtcNow(), await rests.ReportAsync(app, system, cancellationToken));
        if (isSuspect)
            record.Attempts++;
    }

    /// <summary>Messages of the systems' exceptions are fit to be stored; others may repeat personal data.</summary>
    public static string TextOf(Exception exception) => exception switch
    {
        RecordRefusedException { Code: { Length: > 0 } code } refused => $"{code}: {refused.Message}",
        ExternalSystemException => exception.Message,
        DbUpdateConcurrencyException => "Somebody else changed the same rows at the same moment.",
        _ => $"It could not be brought up to date ({exception.GetType().Name}).",
    };
}

/// <summary>Lets apps rest by what their systems did.</summary>
internal interface IAccountRests
{
    /// <summary>Why, and until when, the app rests; null when it does not.</summary>
    Task<SystemRestsException?> FindAsync(App app, CancellationToken cancellationToken);

    /// <summary>Lets the app rest as the failure demands.</summary>
    /// <returns>When it may be tried again, UTC.</returns>
    Task<DateTimeOffset> ReportAsync(App app, ExternalSystemException failure, CancellationToken cancellationToken);

    /// <summary>Whether the last request that was answered, or not, was answered.</summary>
    Task<bool> IsWorkingAsync(App app, CancellationToken cancellationToken);

    /// <summary>The system works: the next failure counts as the first.</summary>
    Task WorksAsync(App app, CancellationToken cancellationToken);
}
