using System.Text.Json.Nodes;
using Eci.Core;

namespace Eci.Management.Kinds;

/// <summary>
/// A kind of app, described by the module it belongs to: everything that API and command line need to create, change, show and try one.
/// Derive from <see cref="AppKind{TApp}"/> and register with <c>AddAppKind</c>.
/// </summary>
public interface IAppKind
{
    /// <summary>Stable name, stored with each app: <c>dhl</c>, <c>tracking-email</c>.</summary>
    string Kind { get; }

    /// <summary>How people call it: <c>DHL</c>.</summary>
    string Label { get; }

    /// <summary>What its apps do in integrations, see <see cref="IntegrationRole"/>.</summary>
    string Role { get; }

    /// <summary>Its class.</summary>
    Type AppType { get; }

    KindRecord Settings { get; }

    KindRecord Credentials { get; }

    /// <summary>How its third party calls the hub; null: it does not.</summary>
    WebhookForm? Webhook { get; }

    /// <summary>A new app. Credentials are encrypted here, before anything reaches the unit of work.</summary>
    App Create(AppHead head, KindValues settings, KindValues credentials);

    /// <summary>Changes what is given.</summary>
    /// <param name="app">The app.</param>
    /// <param name="settings">Checked; null: they stay.</param>
    /// <param name="credentials">Checked, and complete; null: they stay.</param>
    void Change(App app, KindValues? settings, KindValues? credentials);

    /// <summary>The settings of an app by the names of their fields.</summary>
    JsonObject SettingsOf(App app);

    bool HasCredentials(App app);

    /// <summary>Asks the third party whether it can be worked with.</summary>
    /// <param name="app">The app.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What came of it; what is wrong with account, network or third party is no exception.</returns>
    Task<ConnectionVerdict> TryConnectionAsync(App app, CancellationToken cancellationToken);
}

/// <summary>What apps of all kinds begin with.</summary>
public sealed record AppHead(string Id, string TenantId, string Name);

/// <summary>What a try of a connection told.</summary>
/// <param name="Works">The hub can work with the third party.</param>
/// <param name="Message">Why, or why not, in one sentence without keys and personal data.</param>
public sealed record ConnectionVerdict(bool Works, string Message);

/// <summary>How a third party calls the hub.</summary>
/// <param name="Path">Address below the hub's, with <c>{webhookId}</c>.</param>
/// <param name="TakesSecret">Calls carry a secret; false: the address is the secret.</param>
public sealed record WebhookForm(string Path, bool TakesSecret)
{
    /// <summary>The path of one webhook.</summary>
    public string Of(string webhookId) => Path.Replace("{webhookId}", webhookId, StringComparison.Ordinal);
}

/// <summary>An <see cref="IAppKind"/> with its class.</summary>
/// <typeparam name="TApp">The class of its apps.</typeparam>
public abstract class AppKind<TApp> : IAppKind
    where TApp : App
{
    /// <summary>Name of the record of settings.</summary>
    protected const string SettingsName = "settings";

    /// <summary>Name of the record of credentials.</summary>
    protected const string CredentialsName = "credentials";

    public abstract string Kind { get; }

    public abstract string Label { get; }

    public abstract string Role { get; }

    public Type AppType => typeof(TApp);

    public virtual KindRecord Settings { get; } = KindRecord.None(SettingsName);

    public virtual KindRecord Credentials { get; } = KindRecord.None(CredentialsName);

    public virtual WebhookForm? Webhook => null;

    App IAppKind.Create(AppHead head, KindValues settings, KindValues credentials) => Create(head, settings, credentials);

    void IAppKind.Change(App app, KindValues? settings, KindValues? credentials) => Change((TApp)app, settings, credentials);

    JsonObject IAppKind.SettingsOf(App app) => SettingsOf((TApp)app);

    bool IAppKind.HasCredentials(App app) => HasCredentials((TApp)app);

    Task<ConnectionVerdict> IAppKind.TryConnectionAsync(App app, CancellationToken cancellationToken) => TryConnectionAsync((TApp)app, cancellationToken);

    /// <inheritdoc cref="IAppKind.Create"/>
    protected abstract TApp Create(AppHead head, KindValues settings, KindValues credentials);

    /// <inheritdoc cref="IAppKind.Change"/>
    protected virtual void Change(TApp app, KindValues? settings, KindValues? credentials)
    {
    }

    /// <inheritdoc cref="IAppKind.SettingsOf"/>
    protected virtual JsonObject SettingsOf(TApp app) => [];

    /// <inheritdoc cref="IAppKind.HasCredentials"/>
    protected virtual bool HasCredentials(TApp app) => false;

    /// <inheritdoc cref="IAppKind.TryConnectionAsync"/>
    protected abstract Task<ConnectionVerdict> TryConnectionAsync(TApp app, CancellationToken cancellationToken);
}
