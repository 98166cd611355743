using Eci.Core;
using Eci.Persistence;
using Eci.Scheduling;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Carriers.Polling;

/// <summary>Asks a carrier about the packages of an app's tenant that are due.</summary>
internal sealed class CarrierTrackingJob<TApp>(Carrier carrier, ICarrierTracker<TApp> tracker, PollRuns runs, TimeProvider time) : IAppJob
    where TApp : App, IPolledApp
{
    public string Name { get; } = $"{WireName.Of(carrier).ToLowerInvariant()}-tracking";

    public Type AppType => typeof(TApp);

    public string DefaultCron => "*/5 * * * *";

    public TimeSpan DefaultTimeout => TimeSpan.FromMinutes(4);

    public async Task RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var database = run.Services.GetRequiredService<EciDbContext>();
        var app = await database.Set<TApp>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == run.AppId, cancellationToken);
        if (app is null)
        {
            run.Note = "The app does not exist any more.";
            return;
        }

        if (!await IsPaidAsync(database, app.Id, cancellationToken))
        {
            run.Note = "No integration of the app is enabled and paid.";
            return;
        }

        await runs.RunAsync(
            run,
            new PolledAccount(carrier, app, app.CronTimeout ?? DefaultTimeout, (trackingId, token) => tracker.TrackAsync(app, trackingId, token)),
            cancellationToken);
    }

    private Task<bool> IsPaidAsync(EciDbContext database, string appId, CancellationToken cancellationToken) =>
        database.Set<IntegrationApp>().Active(time.GetUtcNow()).AnyAsync(link => link.AppId == appId, cancellationToken);
}
