using Eci.Modules.Sandbox.Saleor.Api;
using Eci.Modules.Sandbox.Saleor.Desk;
using Eci.Modules.Sandbox.Saleor.Model;

namespace Eci.Modules.Sandbox.Saleor.Running;

/// <summary>The staff installs an app.</summary>
/// <param name="Manifest">JSON of the manifest.</param>
/// <param name="Token">What the app will call the API with.</param>
/// <param name="Origin">Address of the shop without a path, as the app is told it.</param>
internal sealed record AppInstallation(Uri ManifestUrl, string Manifest, string Token, string? Origin = null) : ShopChange
{
    public override async Task<object?> ApplyAsync(ShopApi api, ShopRequest request, CancellationToken cancellationToken)
    {
        var manifest = Apps.AppManifest.Read(Manifest);
        await manifest.CheckAsync(api);
        return request.Data.Apps.Add(new App(request.Data.NextAppNumber(), manifest.Id!, manifest.Name!, Token, request.Now)
        {
            AboutApp = manifest.About,
            AppUrl = manifest.AppUrl,
            ManifestUrl = ManifestUrl.ToString(),
            Version = manifest.Version,
            InstalledFrom = Origin,
            Granted = [.. manifest.Permissions ?? []],
            Webhooks = [.. (manifest.Webhooks ?? []).Where(webhook => webhook.IsActive).Select(webhook => webhook.ToWebhook())],
        });
    }
}

/// <summary>The staff removes an app, or the installation failed.</summary>
internal sealed record AppRemoval(string Id) : ShopChange
{
    public override Task<object?> ApplyAsync(ShopApi api, ShopRequest request, CancellationToken cancellationToken)
    {
        var app = request.Data.Apps.Find(Id) ?? throw new DeskException("There is no such app.");
        request.Data.Apps.Remove(app);
        return Task.FromResult<object?>(null);
    }
}

/// <summary>The staff takes an app's token away.</summary>
internal sealed record TokenRevocation(string Id) : ShopChange
{
    public override Task<object?> ApplyAsync(ShopApi api, ShopRequest request, CancellationToken cancellationToken)
    {
        var app = request.Data.Apps.Find(Id) ?? throw new DeskException("There is no such app.");
        app.Token = null;
        return Task.FromResult<object?>(null);
    }
}

/// <summary>An app without a manifest, for tests.</summary>
internal sealed record AppCreation(string Token, IReadOnlyList<string> Permissions) : ShopChange
{
    public override Task<object?> ApplyAsync(ShopApi api, ShopRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<object?>(request.Data.Apps.Add(new App(request.Data.NextAppNumber(), "local.app", "Local app", Token, request.Now)
        {
            Granted = [.. Permissions.Count > 0 ? Permissions : Model.Permissions.All],
        }));
}
