using Eci.Modules.Saleor.Connection.Installation;
using Eci.Modules.Saleor.Webhooks.Signature;
using Eci.Web.OutgoingHttp;

namespace Eci.Modules.Saleor.Connection.Registration;

/// <summary>The token that a shop delivers.</summary>
/// <param name="Link">Secret of the install link.</param>
/// <param name="Token">The token.</param>
/// <param name="ApiUrl">API address of the shop, as it says.</param>
/// <param name="Domain">Its domain, as it says; null: it does not.</param>
/// <param name="SchemaVersion">Version of its schema, as it says; null: it does not.</param>
internal sealed record TokenDelivery(string? Link, string Token, string ApiUrl, string? Domain, string? SchemaVersion);

/// <summary>
/// Connects a shop: whoever has the link may name any shop, so the shop itself is asked whether it gave that token. Nothing outside is asked
/// before the link is known to be good, and only a shop that passes everything uses it up.
/// </summary>
internal sealed class ShopRegistration(UsableLinks links, OutgoingUrls urls, ShopProbe shop, ShopKeyRing keyRing, InstallationWriter writer)
{
    /// <summary>Null when the shop is connected.</summary>
    public async Task<RegistrationRefusal?> RegisterAsync(TokenDelivery delivery, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(delivery.Link, cancellationToken) is not { } link)
            return RegistrationRefusal.Link;
        if (!urls.TryRead(delivery.ApiUrl, out var url, out _))
            return RegistrationRefusal.Address;
        var apiUrl = ShopAddress.Normalize(url!);
        if (url!.Query.Length > 0 || (delivery.Domain is { } domain && !ShopAddress.IsDomainOf(domain, apiUrl)))
            return RegistrationRefusal.Address;

        var (app, refusal) = await AskAsync(apiUrl, delivery.Token, link.Type, cancellationToken);
        if (app is null)
            return refusal;
        if (await KeysAsync(apiUrl, cancellationToken) is not { } keys)
            return RegistrationRefusal.Keys;
        refusal = await writer.WriteAsync(link, new ConnectedShop(apiUrl, app.Id, delivery.Token, delivery.SchemaVersion), cancellationToken);
        if (refusal is null)
            keyRing.Remember(apiUrl, keys);
        return refusal;
    }

    private async Task<(ShopApp? App, RegistrationRefusal? Refusal)> AskAsync(
        string apiUrl, string token, SaleorAppDescription type, CancellationToken cancellationToken)
    {
        try
        {
            if (await shop.AskAsync(apiUrl, token, cancellationToken) is not { Id.Length: > 0 and <= ConnectionModel.SaleorIdLength } app)
                return (null, RegistrationRefusal.Token);
            var missing = type.Permissions.Where(permission => !app.Permissions.Contains(permission)).ToList();
            return missing.Count == 0 ? (app, null) : (null, RegistrationRefusal.Permissions(missing));
        }
        catch (ShopUnavailableException)
        {
            return (null, RegistrationRefusal.Shop);
        }
    }

    private async Task<ShopKeys?> KeysAsync(string apiUrl, CancellationToken cancellationToken)
    {
        try
        {
            return ShopKeys.Read(await shop.ReadKeysAsync(apiUrl, cancellationToken));
        }
        catch (ShopUnavailableException)
        {
            return null;
        }
    }
}
