using Eci.Core;

namespace Eci.Management.Kinds;

/// <summary>Every described kind of app and of integration, by name and by class.</summary>
public sealed class KindCatalog
{
    private readonly Dictionary<string, IAppKind> _apps;
    private readonly Dictionary<Type, IAppKind> _appsByType;
    private readonly Dictionary<string, IIntegrationKind> _integrations;
    private readonly Dictionary<Type, IIntegrationKind> _integrationsByType;

    public KindCatalog(IEnumerable<IAppKind> apps, IEnumerable<IIntegrationKind> integrations)
    {
        _apps = apps.ToDictionary(kind => kind.Kind, StringComparer.Ordinal);
        _appsByType = _apps.Values.ToDictionary(kind => kind.AppType);
        _integrations = integrations.ToDictionary(kind => kind.Kind, StringComparer.Ordinal);
        _integrationsByType = _integrations.Values.ToDictionary(kind => kind.IntegrationType);
    }

    /// <summary>By name.</summary>
    public IReadOnlyList<IAppKind> Apps => [.. _apps.Values.OrderBy(kind => kind.Kind, StringComparer.Ordinal)];

    /// <summary>By name.</summary>
    public IReadOnlyList<IIntegrationKind> Integrations => [.. _integrations.Values.OrderBy(kind => kind.Kind, StringComparer.Ordinal)];

    /// <exception cref="RefusedException">There is no such kind.</exception>
    public IAppKind App(string kind) => _apps.GetValueOrDefault(kind) ?? throw Unknown("app", kind, _apps.Keys);

    /// <exception cref="RefusedException">There is no such kind.</exception>
    public IIntegrationKind Integration(string kind) => _integrations.GetValueOrDefault(kind) ?? throw Unknown("integration", kind, _integrations.Keys);

    /// <exception cref="InvalidOperationException">A module describes no kind for one of its apps.</exception>
    public IAppKind Of(App app) => _appsByType.GetValueOrDefault(app.GetType())
        ?? throw new InvalidOperationException($"No kind is described for {app.GetType().Name}.");

    /// <exception cref="InvalidOperationException">A module describes no kind for one of its integrations.</exception>
    public IIntegrationKind Of(Integration integration) => _integrationsByType.GetValueOrDefault(integration.GetType())
        ?? throw new InvalidOperationException($"No kind is described for {integration.GetType().Name}.");

    private static RefusedException Unknown(string what, string kind, IEnumerable<string> known) => new([new InputProblem(
        "kind", $"'{kind}' is no kind of {what}; known are {string.Join(", ", known.Order(StringComparer.Ordinal))}.")]);
}
