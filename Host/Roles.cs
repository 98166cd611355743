using Eci.Messaging.Delivery;
using Eci.Messaging.Routing;

namespace Eci.Host;

/// <summary>What this process does, read from <c>Eci:Roles</c>.</summary>
internal sealed record Roles(bool Api, bool Scheduler, bool Migrate, bool AllWorkers, IReadOnlySet<string> WorkerModules)
{
    public const string Setting = "Eci:Roles";

    private const string Default = "api,worker,scheduler";
    private const string WorkerPrefix = "worker:";

    /// <summary>Only brings the database up to date, then stops.</summary>
    public bool MigrateOnly => Migrate && !Api && !Scheduler && !AllWorkers && WorkerModules.Count == 0;

    /// <summary>The roles as the setting spells them.</summary>
    public override string ToString()
    {
        (bool Played, string Name)[] roles = [(Api, "api"), (AllWorkers, "worker"), (Scheduler, "scheduler"), (Migrate, "migrate")];
        return string.Join(',', roles.Where(r => r.Played).Select(r => r.Name).Concat(WorkerModules.Order(StringComparer.Ordinal).Select(m => WorkerPrefix + m)));
    }

    /// <exception cref="InvalidConfigurationException">A role is unknown, or a module has no queue to work on.</exception>
    public static Roles From(IConfiguration configuration)
    {
        var modules = Routing.Build().Endpoints.Select(e => e.Subscriber.Module).ToHashSet(StringComparer.Ordinal);
        var names = (configuration[Setting] is { Length: > 0 } setting ? setting : Default)
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(n => n.ToLowerInvariant())
            .ToHashSet(StringComparer.Ordinal);
        var workers = names.Where(n => n.StartsWith(WorkerPrefix, StringComparison.Ordinal)).Select(n => n[WorkerPrefix.Length..]).ToHashSet(StringComparer.Ordinal);
        var unknown = names
            .Where(n => n is not ("api" or "worker" or "scheduler" or "migrate") && !(n.StartsWith(WorkerPrefix, StringComparison.Ordinal) && modules.Contains(n[WorkerPrefix.Length..])))
            .ToList();
        if (unknown.Count > 0 || names.Count == 0)
        {
            throw new InvalidConfigurationException(
                $"{Setting} names {(names.Count == 0 ? "no role" : $"'{string.Join("', '", unknown)}'")}; known roles are api, worker, scheduler, migrate, " +
                $"{string.Join(", ", modules.Order(StringComparer.Ordinal).Select(m => WorkerPrefix + m))}.");
        }

        return new Roles(names.Contains("api"), names.Contains("scheduler"), names.Contains("migrate"), names.Contains("worker"), workers);
    }

    /// <summary>The queues this process works on.</summary>
    public HostedQueues QueuesOf(RouteTable routes)
    {
        var names = routes.Endpoints
            .Where(e => AllWorkers || WorkerModules.Contains(e.Subscriber.Module))
            .Select(e => e.Name)
            .ToList();
        return new HostedQueues(names, names.Count == routes.Endpoints.Count);
    }
}
