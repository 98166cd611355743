using Eci.Core;
using Eci.Modules.Saleor.Connection;
using Eci.Persistence;
using Eci.Web.Webhooks;
using Microsoft.AspNetCore.Http;

namespace Eci.Modules.Saleor.Webhooks.Signature;

/// <summary>
/// Accepts what the connected shop signed with one of its published keys. Whose keys these are is what was stored when the shop was
/// connected; what the call says of itself can only make it refused.
/// </summary>
internal sealed class SaleorSignature(ShopKeyRing keys, CredentialProtector protector) : IWebhookSignature<App>
{
    private const string Header = "Saleor-Signature";
    private const string ApiUrlHeader = "Saleor-Api-Url";
    private const string DomainHeader = "Saleor-Domain";

    public async ValueTask<SignatureVerdict> CheckAsync(SignedCall call, App app, CancellationToken cancellationToken)
    {
        if (app is not IInstalledApp { Credentials: { } stored } || SaleorHeaders.Read(call.Request, Header) is not { } text)
            return SignatureVerdict.Refused;
        var apiUrl = protector.Unprotect(stored).ApiUrl;
        if (DetachedSignature.Read(text) is not { } signature || !IsOf(call.Request, signature, apiUrl))
            return SignatureVerdict.Refused;
        if (await keys.GetAsync(apiUrl, beyond: null, cancellationToken) is not { } known)
            return SignatureVerdict.Unknown;
        if (known.Made(signature, call.Body.Span))
            return SignatureVerdict.Accepted;
        if (await keys.GetAsync(apiUrl, beyond: known, cancellationToken) is not { } newer)
            return SignatureVerdict.Unknown;
        return !ReferenceEquals(newer, known) && newer.Made(signature, call.Body.Span) ? SignatureVerdict.Accepted : SignatureVerdict.Refused;
    }

    private static bool IsOf(HttpRequest request, DetachedSignature signature, string apiUrl) =>
        (signature.Issuer is null || ShopAddress.AreSame(signature.Issuer, apiUrl))
        && (SaleorHeaders.Read(request, ApiUrlHeader) is not { } address || ShopAddress.AreSame(address, apiUrl))
        && (SaleorHeaders.Read(request, DomainHeader) is not { } domain || ShopAddress.IsDomainOf(domain, apiUrl));
}
