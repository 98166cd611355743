using System.Globalization;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Model;

internal enum AppTypeEnum
{
    Local,
    [Name("THIRDPARTY")]
    ThirdParty,
}

/// <summary>An app that the shop's staff has installed.</summary>
[Implements(typeof(IObjectWithMetadata))]
internal sealed class App(long number, string identifier, string name, string token, DateTimeOffset created)
    : ShopObject(nameof(App), number.ToString(CultureInfo.InvariantCulture)), IUserOrApp
{
    public string? Identifier => identifier;

    public DateTimeOffset? Created => created;

    public bool? IsActive { get; set; } = true;

    public string? Name => name;

    public AppTypeEnum? Type => AppTypeEnum.ThirdParty;

    public string? AboutApp { get; init; }

    public string? AppUrl { get; init; }

    public string? ManifestUrl { get; init; }

    public string? Version { get; init; }

    public IReadOnlyList<Permission>? Permissions => [.. Granted.Select(Permission.Of)];

    internal long Number => number;

    /// <summary>Address of the shop when the app was installed; null when nobody told it one.</summary>
    internal string? InstalledFrom { get; init; }

    internal HashSet<string> Granted { get; init; } = [];

    /// <summary>Null when it was revoked.</summary>
    internal string? Token { get; set; } = token;

    internal IReadOnlyList<AppWebhook> Webhooks { get; init; } = [];

    internal override IReadOnlyList<string> Keepers { get; } = [Model.Permissions.Apps];
}

/// <summary>Something an app may do.</summary>
internal sealed record Permission(PermissionEnum Code, string Name)
{
    internal static Permission Of(string code) => new(Enum.Parse<PermissionEnum>(code.Replace("_", "", StringComparison.Ordinal), ignoreCase: true), code);
}

/// <summary>Where and about what an app wants to be told.</summary>
internal sealed record AppWebhook(string Name, Uri TargetUrl, IReadOnlySet<string> Events, string? Query, IReadOnlyDictionary<string, string> CustomHeaders);
