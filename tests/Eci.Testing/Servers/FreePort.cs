using System.Net;
using System.Net.Sockets;

namespace Eci.Testing.Servers;

/// <summary>Ports of 127.0.0.1 that nobody listens on.</summary>
public static class FreePort
{
    /// <summary>A port that was free a moment ago. Prefer binding to port 0 where the server can tell what it got.</summary>
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
