using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Eci.Modules.Tracking.TrackingPage;

/// <summary>How often one client, and everybody together with one token, may look.</summary>
internal sealed class TrackingPageLimiter(IOptions<TrackingPageOptions> options, TimeProvider time)
{
    private const int NetworkBytes = 8;

    private readonly RequestPace _addresses = new(options.Value.RatePerAddress, time);
    private readonly RequestPace _tokens = new(options.Value.RatePerToken, time);

    /// <summary>Null when the request may pass, else how long to wait.</summary>
    public TimeSpan? Refuse(IPAddress? client, string token) => _addresses.Refuse(ClientOf(client)) ?? _tokens.Refuse(token);

    /// <summary>An IPv4 address; of IPv6 the network, since every customer of a provider has one to himself.</summary>
    internal static string ClientOf(IPAddress? client)
    {
        if (client is null)
            return string.Empty;
        if (client.IsIPv4MappedToIPv6)
            client = client.MapToIPv4();
        return client.AddressFamily is AddressFamily.InterNetworkV6
            ? Convert.ToHexString(client.GetAddressBytes().AsSpan(0, NetworkBytes))
            : client.ToString();
    }
}
