using System.Text.Json.Nodes;
using Eci.Core;

namespace Eci.Management.Kinds;

/// <summary>A kind of integration, described by the module it belongs to. Register with <c>AddIntegrationKind</c>.</summary>
public interface IIntegrationKind
{
    /// <summary>Stable name, stored with each integration: <c>tracking</c>.</summary>
    string Kind { get; }

    /// <summary>How people call it.</summary>
    string Label { get; }

    /// <summary>Its class.</summary>
    Type IntegrationType { get; }

    KindRecord Settings { get; }

    /// <summary>Which apps may take part, by what they do.</summary>
    IReadOnlyList<IntegrationPlace> Places { get; }

    /// <summary>A new integration.</summary>
    Integration Create(AppHead head, KindValues settings);

    /// <summary>Changes settings, which were checked.</summary>
    void Change(Integration integration, KindValues settings);

    /// <summary>The settings of an integration by the names of their fields.</summary>
    JsonObject SettingsOf(Integration integration);
}

/// <summary>Room for apps in an integration.</summary>
/// <param name="Role">What the apps do, see <see cref="IntegrationRole"/>.</param>
/// <param name="Most">So many at once.</param>
public sealed record IntegrationPlace(string Role, int Most);
