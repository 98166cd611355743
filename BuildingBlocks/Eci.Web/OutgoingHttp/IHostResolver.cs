using System.Net;

namespace Eci.Web.OutgoingHttp;

/// <summary>Finds the addresses of a host.</summary>
public interface IHostResolver
{
    /// <summary>Every address of a host name, or the address that the text is.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">There is no such host.</exception>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken);
}

internal sealed class DnsResolver : IHostResolver
{
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken) =>
        await Dns.GetHostAddressesAsync(host, cancellationToken);
}
