using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Eci.Modules.Sandbox.Dpd;

/// <summary>Where DPD finds the hub: <c>Eci:Sandbox:Dpd:BaseAddress</c>, or the address the simulator itself was called at.</summary>
internal sealed record DpdSimulatorAddress(Uri? BaseAddress)
{
    private const string Setting = "Eci:Sandbox:Dpd:BaseAddress";

    public static DpdSimulatorAddress From(IConfiguration configuration)
    {
        var text = configuration[Setting];
        if (string.IsNullOrWhiteSpace(text))
            return new DpdSimulatorAddress(BaseAddress: null);
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? new DpdSimulatorAddress(address)
            : throw new InvalidConfigurationException($"{Setting} is '{text}'; it must be an absolute http or https address.");
    }

    /// <summary>Address of a DPD webhook of the hub.</summary>
    public Uri Of(string webhookId, HttpRequest request) =>
        new(BaseAddress ?? new Uri($"{request.Scheme}://{request.Host}"), $"/api/v1/tracking/dpd/{webhookId}");
}
