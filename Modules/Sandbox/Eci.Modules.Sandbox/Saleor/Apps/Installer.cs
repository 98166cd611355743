using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Eci.Modules.Sandbox.Saleor.Api;
using Eci.Modules.Sandbox.Saleor.Desk;
using Eci.Modules.Sandbox.Saleor.Model;
using Eci.Modules.Sandbox.Saleor.Running;

namespace Eci.Modules.Sandbox.Saleor.Apps;

/// <summary>Installs apps with the handshake of a real shop: reads the manifest, hands over a token, takes the app away again when it refuses.</summary>
internal sealed class Installer(SaleorShop shop, IHttpClientFactory clients)
{
    public const string ClientName = "sandbox-saleor";

    private const int ManifestAttempts = 3;
    private const string NoReason = "The app could not be installed: it refused the token.";

    /// <exception cref="DeskException">The app could not be installed; the message is what the staff sees.</exception>
    public async Task<App> InstallAsync(Uri manifestUrl, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(ClientName);
        var text = await FetchAsync(client, manifestUrl, cancellationToken);
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(15));
        var app = (App)(await shop.ChangeAsync(new AppInstallation(manifestUrl, text, token, shop.Origin), null, cancellationToken))!;
        if (AppManifest.Read(text).TokenTargetUrl is not { } target)
            return app;
        if (await HandOverAsync(client, new Uri(target), token) is not { } refusal)
            return app;
        await shop.ChangeAsync(new AppRemoval(app.Id), null, CancellationToken.None);
        throw new DeskException(refusal);
    }

    private static async Task<string> FetchAsync(HttpClient client, Uri manifestUrl, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var question = new HttpRequestMessage(HttpMethod.Get, manifestUrl);
                question.Headers.Add("Saleor-Schema-Version", Shop.ServedVersion);
                using var answer = await client.SendAsync(question, cancellationToken);
                return answer.IsSuccessStatusCode
                    ? await answer.Content.ReadAsStringAsync(cancellationToken)
                    : throw new DeskException($"The manifest cannot be fetched: status {(int)answer.StatusCode}.");
            }
            catch (Exception exception) when (IsNoAnswer(exception, cancellationToken))
            {
                if (attempt == ManifestAttempts)
                    throw new DeskException("The manifest cannot be fetched: no answer.");
            }
        }
    }

    /// <summary>Gives the app its token. Whoever stops waiting for it does not leave an app behind that has none.</summary>
    /// <returns>Why the app refuses; null when it does not.</returns>
    private async Task<string?> HandOverAsync(HttpClient client, Uri target, string token)
    {
        try
        {
            var domain = new Uri(shop.Origin).Authority;
            using var question = new HttpRequestMessage(HttpMethod.Post, target);
            question.Content = JsonContent.Create(new { auth_token = token });
            question.Headers.Add("Saleor-Domain", domain);
            question.Headers.Add("X-Saleor-Domain", domain);
            question.Headers.Add("Saleor-Api-Url", shop.ApiAddress);
            question.Headers.Add("Saleor-Schema-Version", Shop.ServedVersion);
            using var answer = await client.SendAsync(question, CancellationToken.None);
            return answer.StatusCode < HttpStatusCode.BadRequest ? null : Reason(await answer.Content.ReadAsStringAsync(CancellationToken.None));
        }
        catch (Exception exception) when (IsNoAnswer(exception, CancellationToken.None))
        {
            return "The app could not be installed: it did not answer.";
        }
    }

    private static bool IsNoAnswer(Exception exception, CancellationToken cancellationToken) =>
        exception is HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static string Reason(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.GetProperty("error").GetProperty("message").GetString() ?? NoReason;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return NoReason;
        }
    }
}
