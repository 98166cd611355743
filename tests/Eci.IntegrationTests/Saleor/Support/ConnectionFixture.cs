using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Eci.Core;
using Eci.IntegrationTests.Management;
using Eci.IntegrationTests.Tracking;
using Eci.Modules.Saleor.Connection;
using Eci.Modules.Saleor.Connection.Installation;
using Eci.Persistence;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Saleor.Support;

/// <summary>A link that was made.</summary>
internal sealed record MadeLink(string AppId, string ManifestUrl)
{
    public string Secret => ManifestUrl.Split("link=")[1];
}

/// <summary>Tenants that connect their apps with shops, which answer over HTTP.</summary>
internal abstract class ConnectionFixture(DatabaseKind kind) : ManagementFixture(kind)
{
    protected StubShop Saleor { get; private set; } = null!;

    [SetUp]
    public async Task OpenShopAsync() => Saleor = await StubShop.StartAsync();

    /// <summary>The next shop may get the port of this one; it is another shop.</summary>
    [TearDown]
    public async Task CloseShopAsync()
    {
        if (Saleor is null)
            return;
        await Host.QueryAsync(db => db.Set<SaleorInstallation>().Where(i => i.ApiUrl == Saleor.ApiUrl).ExecuteDeleteAsync());
        await Saleor.DisposeAsync();
    }

    protected async Task<MadeLink> LinkAsync(Shop tenant, string type = "ENTITY_SYNC", string? appId = null, int? minutes = null)
    {
        var made = await ChangeAsync(
            "createSaleorInstallLink", "CreateSaleorInstallLinkInput", "appId manifestUrl expiresAt", tenant.Key, new { type, appId, expiresInMinutes = minutes });
        return new MadeLink(Text(made, "appId"), Text(made, "manifestUrl"));
    }

    /// <summary>Delivers a token as Saleor does.</summary>
    protected async Task<(HttpStatusCode Status, string? Code)> RegisterAsync(
        string secret, string? token = null, string? apiUrl = null, string? domain = null, string? body = null, Action<HttpRequestHeaders>? headers = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/saleor/register?link={secret}")
        {
            Content = new StringContent(body ?? JsonSerializer.Serialize(new { auth_token = token ?? Saleor.NewToken() }), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Saleor-Api-Url", apiUrl ?? Saleor.ApiUrl);
        request.Headers.Add("Saleor-Domain", domain ?? Saleor.Address.Authority);
        request.Headers.Add("Saleor-Schema-Version", "3.23");
        headers?.Invoke(request.Headers);
        using var answer = await Host.Client.SendAsync(request);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.That(json.GetProperty("success").GetBoolean(), Is.EqualTo(answer.IsSuccessStatusCode));
        return (answer.StatusCode, json.TryGetProperty("error", out var error) ? Text(error, "code") : null);
    }

    /// <summary>A tenant whose app is connected with the shop and paid for.</summary>
    protected async Task<(Shop Tenant, MadeLink Link, string WebhookId)> ConnectAsync(string type = "ENTITY_SYNC")
    {
        var tenant = await AddShopAsync();
        var link = await LinkAsync(tenant, type);
        var (status, code) = await RegisterAsync(link.Secret);
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK), code);
        await StoreAsync(db => db.Add(new IntegrationApp
        {
            TenantId = tenant.TenantId,
            IntegrationId = tenant.Integration.Id,
            AppId = link.AppId,
            Role = IntegrationRole.Shop,
        }));
        return (tenant, link, await WebhookOfAsync(link.AppId));
    }

    protected Task<string> WebhookOfAsync(string appId) =>
        Host.QueryAsync(db => db.Set<IncomingWebhook>().Where(w => w.AppId == appId).Select(w => w.Id).SingleAsync());

    protected Task<SaleorInstallation?> InstallationAsync(string appId) =>
        Host.QueryAsync(db => db.Set<SaleorInstallation>().AsNoTracking().SingleOrDefaultAsync(i => i.AppId == appId));

    /// <summary>What the app calls its shop with; null: nothing.</summary>
    protected Task<SaleorCredentials?> CredentialsOfAsync(string appId) => Host.InScopeAsync(async services =>
    {
        var app = await services.GetRequiredService<EciDbContext>().Set<App>().SingleAsync(a => a.Id == appId);
        return ((IInstalledApp)app).Credentials is { } stored ? services.GetRequiredService<CredentialProtector>().Unprotect(stored) : null;
    });

    /// <summary>Delivers an event as the shop does.</summary>
    protected Task<HttpResponseMessage> DeliverAsync(
        string webhookId, string name, string body, string? signature = null, string route = "/api/saleor/webhook/v1", string? apiUrl = null, string prefix = "")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{route}?webhook={webhookId}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add($"{prefix}Saleor-Event", name);
        request.Headers.Add($"{prefix}Saleor-Api-Url", apiUrl ?? Saleor.ApiUrl);
        request.Headers.Add($"{prefix}Saleor-Domain", Saleor.Address.Authority);
        request.Headers.Add($"{prefix}Saleor-Signature", signature ?? Saleor.Signer.Sign(body));
        return Host.Client.SendAsync(request);
    }

    /// <summary>Status and code of a delivery.</summary>
    protected static async Task<(HttpStatusCode Status, string? Code)> OutcomeAsync(Task<HttpResponseMessage> delivery)
    {
        using var answer = await delivery;
        if (answer.IsSuccessStatusCode)
            return (answer.StatusCode, null);
        return (answer.StatusCode, Text(await answer.Content.ReadFromJsonAsync<JsonElement>(), "code"));
    }

    /// <summary>What shops made the hub want, as <c>entity:id</c>, in no order.</summary>
    protected async Task<List<string>> WishesAsync(Shop tenant)
    {
        var bodies = await Host.QueryAsync(db => db.Database.SqlQuery<string>(
            $"SELECT body AS \"Value\" FROM messaging_message WHERE topic = 'saleor.sync.requested' AND tenant_id = {tenant.TenantId}").ToListAsync());
        return
        [
            .. bodies.Select(body => JsonDocument.Parse(body).RootElement.GetProperty("message"))
                .Select(m => $"{Text(m, "entity")}:{Text(m, "key")}").Order(StringComparer.Ordinal),
        ];
    }
}
