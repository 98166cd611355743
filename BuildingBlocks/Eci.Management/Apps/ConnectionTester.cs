using System.Text.Json;
using Eci.Core;
using Eci.Management.Kinds;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Management.Apps;

/// <summary>What a connection test told.</summary>
/// <param name="Works">The hub can work with the third party.</param>
/// <param name="Message">Why, or why not.</param>
/// <param name="CheckedAt">UTC.</param>
/// <param name="Duration">How long it took.</param>
public sealed record ConnectionTest(bool Works, string Message, DateTimeOffset CheckedAt, TimeSpan Duration);

/// <summary>Finds out whether an app's account works, and records in the audit log that somebody did.</summary>
public sealed class ConnectionTester(EciDbContext database, KindCatalog kinds, TimeProvider time)
{
    /// <summary>No third party is waited for any longer.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(15);

    /// <exception cref="RefusedException">There is no such app.</exception>
    public async Task<ConnectionTest> TestAsync(string appId, CancellationToken cancellationToken)
    {
        var app = await database.Set<App>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == appId, cancellationToken) ?? throw AppService.Unknown();
        var (at, start) = (time.GetUtcNow(), time.GetTimestamp());
        var verdict = await TryAsync(app, cancellationToken);
        database.Audit("tested", app.GetType().Name, app.Id, JsonSerializer.Serialize(new { verdict.Works }, JsonSerializerOptions.Web));
        await database.SaveChangesAsync(cancellationToken);
        return new ConnectionTest(verdict.Works, verdict.Message, at, time.GetElapsedTime(start));
    }

    private async Task<ConnectionVerdict> TryAsync(App app, CancellationToken cancellationToken)
    {
        var kind = kinds.Of(app);
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await kind.TryConnectionAsync(app, either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ConnectionVerdict(Works: false, $"{kind.Label} did not answer within {Limit.TotalSeconds:0} seconds.");
        }
    }
}
