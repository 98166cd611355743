using System.Net;
using System.Net.Sockets;

namespace Eci.Web.OutgoingHttp;

/// <summary>Which addresses belong to the public internet. Everything else may be the hub's own network, or lead into it.</summary>
internal static class PublicAddresses
{
    /// <summary>IPv4 that is not to be called: private, special, reserved, and one public address that clouds give to their own services.</summary>
    private static readonly IPNetwork[] RefusedIPv4 =
    [
        IPNetwork.Parse("0.0.0.0/8"),
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("168.63.129.16/32"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.0.0.0/24"),
        IPNetwork.Parse("192.0.2.0/24"),
        IPNetwork.Parse("192.88.99.0/24"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("198.51.100.0/24"),
        IPNetwork.Parse("203.0.113.0/24"),
        IPNetwork.Parse("224.0.0.0/4"),
        IPNetwork.Parse("240.0.0.0/4"),
    ];

    /// <summary>The only part of IPv6 given to the public: mapped IPv4, NAT64, unique local and link-local addresses lie outside.</summary>
    private static readonly IPNetwork GlobalIPv6 = IPNetwork.Parse("2000::/3");

    /// <summary>Parts of it that hold an IPv4 address (Teredo, 6to4) or are for special uses and documents.</summary>
    private static readonly IPNetwork[] RefusedIPv6 =
    [
        IPNetwork.Parse("2001::/23"),
        IPNetwork.Parse("2001:db8::/32"),
        IPNetwork.Parse("2002::/16"),
        IPNetwork.Parse("3fff::/20"),
    ];

    /// <summary>Mapped IPv4 is refused by itself: <see cref="IPNetwork.Contains"/> compares it as IPv4, with networks of IPv6 too.</summary>
    public static bool Contain(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetworkV6 when address.IsIPv4MappedToIPv6 => false,
        AddressFamily.InterNetwork => !Array.Exists(RefusedIPv4, network => network.Contains(address)),
        AddressFamily.InterNetworkV6 => GlobalIPv6.Contains(address) && !Array.Exists(RefusedIPv6, network => network.Contains(address)),
        _ => false,
    };
}
