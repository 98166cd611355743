using Eci.Core;
using Eci.Management.Kinds;
using Eci.Persistence;

namespace Eci.Modules.Saleor.Connection.Registration;

/// <summary>Finds out whether a shop still accepts what it gave, and keeps what it found.</summary>
internal sealed class ConnectionTrial(ShopProbe shop, CredentialProtector protector, IShopAccess access)
{
    /// <summary>Asks the shop which app the token belongs to.</summary>
    public async Task<ConnectionVerdict> TryAsync(App app, Encrypted<SaleorCredentials>? stored, CancellationToken cancellationToken)
    {
        if (stored is null)
            return new ConnectionVerdict(Works: false, "No shop is connected: make an install link and install the app in the shop's dashboard.");
        var credentials = protector.Unprotect(stored);
        try
        {
            var found = await shop.AskAsync(credentials.ApiUrl, credentials.Token, cancellationToken);
            if (found?.Id == credentials.SaleorAppId)
            {
                await access.RestoredAsync(app.Id, cancellationToken);
                return new ConnectionVerdict(Works: true, "The shop knows the app.");
            }

            await access.RefusedAsync(app.Id, cancellationToken);
            return new ConnectionVerdict(Works: false, "The shop no longer accepts the app's token: install the app again with a new link.");
        }
        catch (ShopUnavailableException)
        {
            return new ConnectionVerdict(Works: false, "The shop does not answer as it should.");
        }
    }
}
