using Eci.Core;
using Eci.Vocabulary;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Sync.Engine;

/// <summary>A kind of external system.</summary>
/// <param name="Name">Stable lower-case name: its job is <c>&lt;name&gt;-sync</c>.</param>
/// <param name="AppType">The kind of app that connects to it.</param>
/// <param name="NewRequest">Makes the message that asks for one of its records.</param>
internal sealed record SyncSystem(string Name, Type AppType, SyncRequestFactory<ISyncRequest> NewRequest);

/// <summary>A registered <see cref="ISyncPart"/> class.</summary>
internal sealed record SyncPartType(Type Implementation);

/// <summary>A part of a system, as far as it is the same for every app.</summary>
internal sealed record SyncPartInfo(Type Implementation, Type AppType, string Entity, SyncDirection Direction, int Turn);

/// <summary>The systems of the hub and what each exchanges. Instances of parts belong to a scope and are made only when they are needed.</summary>
internal sealed class SyncCatalog(IEnumerable<SyncSystem> systems, IEnumerable<SyncPartType> parts, IServiceScopeFactory scopes)
{
    private readonly SyncSystem[] _systems = [.. systems];
    private readonly Lazy<IReadOnlyList<SyncPartInfo>> _parts = new(() => Describe(parts, scopes));

    public IReadOnlyList<SyncSystem> Systems => _systems;

    /// <summary>The system of an app; null when it exchanges no records.</summary>
    public SyncSystem? SystemOf(App app) => Array.Find(_systems, system => system.AppType.IsInstanceOfType(app));

    /// <summary>The parts of an app's kind in their turn, pulls first.</summary>
    public IEnumerable<SyncPartInfo> PartsOf(App app) => _parts.Value.Where(part => part.AppType.IsInstanceOfType(app));

    /// <summary>Null when the app's system has no such records.</summary>
    public SyncPartInfo? PartOf(App app, string entity, SyncDirection direction) =>
        PartsOf(app).FirstOrDefault(part => part.Direction == direction && string.Equals(part.Entity, entity, StringComparison.Ordinal));

    /// <exception cref="InvalidOperationException">Two parts are for the same records: a defect of their module.</exception>
    private static List<SyncPartInfo> Describe(IEnumerable<SyncPartType> parts, IServiceScopeFactory scopes)
    {
        using var scope = scopes.CreateScope();
        var infos = parts
            .Select(part => (ISyncPart)scope.ServiceProvider.GetRequiredService(part.Implementation))
            .Select(part => new SyncPartInfo(part.GetType(), part.AppType, part.Entity, part.Direction, part.Turn))
            .OrderBy(part => part.Direction)
            .ThenBy(part => part.Turn)
            .ToList();
        var twice = infos.GroupBy(part => (part.AppType, part.Entity, part.Direction)).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? infos
            : throw new InvalidOperationException($"{twice.Key.AppType.Name} has two parts for {twice.Key.Direction} of {twice.Key.Entity}.");
    }
}
