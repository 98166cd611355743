using System.Text.Json;
using Eci.Modules.Sandbox.Saleor.Api;
using Eci.Modules.Sandbox.Saleor.Desk;
using Eci.Modules.Sandbox.Saleor.Model;

namespace Eci.Modules.Sandbox.Saleor.Apps;

/// <summary>What an app says of itself. Unknown members are ignored, as the shop does.</summary>
internal sealed record AppManifest
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Version { get; init; }

    public string? About { get; init; }

    public string? AppUrl { get; init; }

    public string? TokenTargetUrl { get; init; }

    public string? Author { get; init; }

    public IReadOnlyList<string>? Permissions { get; init; }

    public IReadOnlyList<WebhookManifest>? Webhooks { get; init; }

    /// <exception cref="DeskException">The manifest is not one that Saleor takes.</exception>
    public static AppManifest Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<AppManifest>(text, Json) ?? throw new DeskException("The manifest is empty.");
        }
        catch (JsonException)
        {
            throw new DeskException("The manifest is no JSON.");
        }
    }

    /// <summary>Refuses what Saleor refuses.</summary>
    public async Task CheckAsync(ShopApi api)
    {
        if (string.IsNullOrWhiteSpace(Id) || string.IsNullOrWhiteSpace(Name) || string.IsNullOrWhiteSpace(Version))
            throw new DeskException("Manifest: id, name and version are required.");
        if (Author is not null && string.IsNullOrWhiteSpace(Author))
            throw new DeskException("Manifest: author cannot be empty.");
        if (Permissions?.FirstOrDefault(permission => !Model.Permissions.All.Contains(permission)) is { } unknown)
            throw new DeskException($"Manifest: there is no permission {unknown}.");
        if (TokenTargetUrl is { } target && !IsHttp(target))
            throw new DeskException("Manifest: tokenTargetUrl has the wrong format.");
        foreach (var webhook in Webhooks ?? [])
            await webhook.CheckAsync(api);
    }

    internal static bool IsHttp(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}

/// <summary>A webhook in a manifest.</summary>
internal sealed record WebhookManifest
{
    private const int MostHeaders = 5;

    public string? Name { get; init; }

    public string? TargetUrl { get; init; }

    public string? Query { get; init; }

    public bool IsActive { get; init; } = true;

    public IReadOnlyList<string>? AsyncEvents { get; init; }

    public IReadOnlyList<string>? SyncEvents { get; init; }

    public IReadOnlyDictionary<string, string>? CustomHeaders { get; init; }

    public async Task CheckAsync(ShopApi api)
    {
        if (string.IsNullOrWhiteSpace(Name) || TargetUrl is null || !AppManifest.IsHttp(TargetUrl))
            throw new DeskException("Manifest: webhooks need a name and a targetUrl.");
        if (AsyncEvents is null or { Count: 0 } && SyncEvents is null or { Count: 0 })
            throw new DeskException($"Manifest: webhook {Name} has no events.");
        if (CustomHeaders is { Count: > MostHeaders } || CustomHeaders?.Keys.All(IsAllowed) is false)
            throw new DeskException($"Manifest: webhook {Name} has headers that are not allowed.");
        if (Query is { Length: > 0 } query && await api.ProblemOfAsync(query) is { } problem)
            throw new DeskException($"Manifest: the subscription query of webhook {Name} is not valid: {problem}");
    }

    private static bool IsAllowed(string header) =>
        header.StartsWith("X-", StringComparison.OrdinalIgnoreCase) || header.StartsWith("Authorization", StringComparison.OrdinalIgnoreCase);

    public AppWebhook ToWebhook() => new(
        Name!,
        new Uri(TargetUrl!),
        (AsyncEvents ?? []).Concat(SyncEvents ?? []).Select(name => name.ToUpperInvariant()).ToHashSet(StringComparer.Ordinal),
        string.IsNullOrWhiteSpace(Query) ? null : Query,
        CustomHeaders ?? new Dictionary<string, string>(StringComparer.Ordinal));
}
