using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Eci.Web.OutgoingHttp;

/// <summary>
/// Connects to hosts that tenants chose: looks a name up itself, refuses it when any of its addresses is not public, and connects to an
/// address that it checked, so that a name cannot lead elsewhere between the check and the call.
/// </summary>
public sealed class GuardedConnections(OutgoingUrls urls, IHostResolver resolver, IOptions<OutgoingHttpOptions> options, TimeProvider time)
{
    private const int MaxHeaderKilobytes = 16;

    /// <summary>Names are looked up anew after this time, although connections are kept.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(1);

    /// <summary>A handler that follows no redirect, uses no proxy, keeps no cookies and tells nothing of the hub's traces.</summary>
    public SocketsHttpHandler CreateHandler() => new()
    {
        ConnectCallback = ConnectAsync,
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        MaxResponseHeadersLength = MaxHeaderKilobytes,
        MaxResponseDrainSize = 0,
        PooledConnectionLifetime = ConnectionLifetime,
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var target = context.DnsEndPoint;
        var addresses = await resolver.ResolveAsync(target.Host, cancellationToken);
        if (!urls.AllowPrivateNetworks && addresses.Any(address => !PublicAddresses.Contain(address)))
            throw new AddressNotAllowedException();
        SocketException? failure = null;
        foreach (var address in addresses)
        {
            try
            {
                return await OpenAsync(new IPEndPoint(address, target.Port), cancellationToken);
            }
            catch (SocketException exception)
            {
                failure = exception;
            }
        }

        throw failure ?? new SocketException((int)SocketError.HostNotFound);
    }

    private async Task<Stream> OpenAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = new CancellationTokenSource(options.Value.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(address, either.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A host has an address outside of the public internet. Nothing was sent.</summary>
public sealed class AddressNotAllowedException() : Exception("The host has an address that is not public.");
