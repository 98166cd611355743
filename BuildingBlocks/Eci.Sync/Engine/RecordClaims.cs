using Eci.Core;
using Eci.Persistence;
using Eci.Sync.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eci.Sync.Engine;

/// <summary>What came of the attempt to get a record to oneself.</summary>
internal abstract record Claim
{
    /// <summary>Nobody else works on it until the lease ends.</summary>
    public sealed record Taken : Claim;

    /// <summary>Another holder works on it.</summary>
    public sealed record Held(DateTimeOffset Until) : Claim;

    /// <summary>This request was handled already.</summary>
    public sealed record Handled : Claim;
}

/// <summary>
/// Gives one holder at a time the right to work on a record, in short transactions of their own. A holder that ends leaves its name
/// behind, so that a message that is delivered again is recognised.
/// </summary>
internal sealed class RecordClaims(IServiceScopeFactory scopes, IWriteGate gate, TimeProvider time, IOptions<SyncOptions> options)
{
    private const int MostTries = 10;

    /// <summary>Clocks of publishers and workers may differ by this.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    /// <param name="app">The app.</param>
    /// <param name="part">The part of its system.</param>
    /// <param name="key">The record.</param>
    /// <param name="holder">Who wants it: the id of the request.</param>
    /// <param name="askedAt">When the request was made, UTC; null: not known.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="RetryLaterException">Others changed the record each time that it was about to be claimed.</exception>
    public async Task<Claim> TakeAsync(
        App app, SyncPartInfo part, string key, string holder, DateTimeOffset? askedAt, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= MostTries; attempt++)
        {
            await using var scope = scopes.CreateScopeOf(app.TenantId);
            var database = scope.ServiceProvider.GetRequiredService<EciDbContext>();
            var rows = scope.ServiceProvider.GetRequiredService<RecordRows>();
            var known = (await rows.LookAtAsync(app, part, [key], cancellationToken)).GetValueOrDefault(key);
            if (known is not null && Refusal(known, holder, askedAt) is { } refusal)
                return refusal;
            var taken = known is null
                ? await CreateAsync(database, rows.Add(app, part, key), holder, cancellationToken)
                : await UpdateAsync(database, known, holder, cancellationToken);
            if (taken)
                return new Claim.Taken();
        }

        throw new RetryLaterException("Others change the record all the time.", BackOff.Clash);
    }

    private Claim? Refusal(SyncRecord known, string holder, DateTimeOffset? askedAt)
    {
        var mine = string.Equals(known.HeldBy, holder, StringComparison.Ordinal);
        if (known.HeldUntil is { } until && until > time.GetUtcNow())
            return mine ? null : new Claim.Held(until);
        if (mine && known.HeldUntil is null)
            return new Claim.Handled();
        return known.IsSettled() && askedAt + ClockSkew <= known.SyncedAt ? new Claim.Handled() : null;
    }

    private async Task<bool> CreateAsync(EciDbContext database, SyncRecord record, string holder, CancellationToken cancellationToken)
    {
        record.Ask(time.GetUtcNow(), time.GetUtcNow() + options.Value.LostAfter);
        record.HeldBy = holder;
        record.HeldUntil = time.GetUtcNow() + options.Value.Lease;
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (!EciDatabase.IsUnavailable(exception))
        {
            // Another holder was faster, or the app is gone: the next look tells.
            return await database.Set<App>().AnyAsync(a => a.Id == record.AppId, cancellationToken) ? false : throw new PermanentFailureException("The app does not exist any more.", exception);
        }
    }

    private async Task<bool> UpdateAsync(EciDbContext database, SyncRecord known, string holder, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + options.Value.Lease;
        return await gate.WriteAsync(
            token => database.Set<SyncRecord>()
                .Where(r => r.Id == known.Id && r.Version == known.Version)
                .ExecuteUpdateAsync(
                    set => set
                        .SetProperty(r => r.HeldBy, holder)
                        .SetProperty(r => r.HeldUntil, until)
                        .SetProperty(r => r.Version, r => r.Version + 1),
                    token),
            cancellationToken) == 1;
    }
}
