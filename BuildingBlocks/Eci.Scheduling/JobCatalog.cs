using System.Text.RegularExpressions;
using Eci.Persistence;
using Eci.Scheduling.Cron;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Options;

namespace Eci.Scheduling;

/// <summary>The registered jobs by the kind of app they serve; every kind has at most one.</summary>
internal sealed partial class JobCatalog
{
    private readonly IAppJob[] _jobs;
    private readonly string _timeZone;
    private readonly Lazy<IReadOnlyDictionary<string, IAppJob>> _byKind;

    /// <exception cref="InvalidOperationException">A job is described wrongly: a defect of its module.</exception>
    public JobCatalog(IEnumerable<IAppJob> jobs, IDbContextFactory<EciDbContext> contexts, IOptions<SchedulerOptions> options)
    {
        _jobs = [.. jobs];
        _timeZone = options.Value.TimeZone;
        foreach (var job in _jobs)
            Check(job);
        _byKind = new(() => Map(contexts));
    }

    public bool IsEmpty => _jobs.Length == 0;

    /// <summary>By the stable name of the kind of app, for example <c>dhl</c>.</summary>
    public IReadOnlyDictionary<string, IAppJob> ByKind => _byKind.Value;

    public IReadOnlyList<string> Kinds => [.. ByKind.Keys];

    /// <summary>The cron text that holds for an app.</summary>
    public string CronOf(string kind, string? ofApp) => string.IsNullOrWhiteSpace(ofApp) ? ByKind[kind].DefaultCron : ofApp.Trim();

    /// <summary>The time zone that holds for an app.</summary>
    public string TimeZoneOf(string? ofApp) => string.IsNullOrWhiteSpace(ofApp) ? _timeZone : ofApp.Trim();

    private static void Check(IAppJob job)
    {
        if (!JobName().IsMatch(job.Name))
            throw new InvalidOperationException($"The job '{job.Name}' needs a name of lower-case letters, digits and hyphens.");
        if (job.DefaultTimeout <= TimeSpan.Zero)
            throw new InvalidOperationException($"The job '{job.Name}' has no time to run.");
        try
        {
            CronSchedule.Parse(job.DefaultCron, TimeZoneInfo.Utc.Id);
        }
        catch (UnreadableScheduleException exception)
        {
            throw new InvalidOperationException($"The job '{job.Name}' has no readable default schedule.", exception);
        }
    }

    private Dictionary<string, IAppJob> Map(IDbContextFactory<EciDbContext> contexts)
    {
        using var database = contexts.CreateDbContext();
        var byKind = new Dictionary<string, IAppJob>(StringComparer.Ordinal);
        foreach (var job in _jobs)
        {
            foreach (var kind in KindsOf(job, database.Model))
            {
                if (!byKind.TryAdd(kind, job))
                    throw new InvalidOperationException($"Apps of the kind '{kind}' have two jobs: '{byKind[kind].Name}' and '{job.Name}'.");
            }
        }

        return byKind;
    }

    private static IEnumerable<string> KindsOf(IAppJob job, IModel model)
    {
        var app = model.FindEntityType(job.AppType)
            ?? throw new InvalidOperationException($"The job '{job.Name}' serves {job.AppType.Name}, which is no app of the model.");
        return app.GetConcreteDerivedTypesInclusive().Select(type => (string)type.GetDiscriminatorValue()!);
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,59}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex JobName();
}
