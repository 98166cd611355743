using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Eci.Testing.Servers;

/// <summary>A way to a server that can be cut: refuses connections and drops those that exist, as if the server had gone.</summary>
public sealed class TcpLink : IAsyncDisposable
{
    private readonly string _host;
    private readonly int _port;
    private readonly ConcurrentDictionary<TcpClient, byte> _open = new();
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;
    private volatile TaskCompletionSource _flowing = Done();

    /// <summary>Opens the way; it is in place when this returns.</summary>
    public TcpLink(string host, int port)
    {
        (_host, _port) = (host, port);
        Port = Listen(port: 0);
    }

    /// <summary>Port of 127.0.0.1 where the way begins; stays the same.</summary>
    public int Port { get; }

    /// <summary>The server is gone: connections break, new ones are refused.</summary>
    public async Task CutAsync()
    {
        _listener?.Dispose();
        _listener = null;
        await _accepting;
        foreach (var connection in _open.Keys)
            connection.Dispose();
    }

    /// <summary>The server is back after <see cref="CutAsync"/>.</summary>
    public void Restore() => Listen(Port);

    /// <summary>The server stays silent: connections are accepted and kept, but nothing passes any more.</summary>
    public void Freeze() => _flowing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Everything held back by <see cref="Freeze"/> passes.</summary>
    public void Thaw() => _flowing.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        Thaw();
        await CutAsync();
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }

    private int Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Start();
        _listener = listener;
        _accepting = AcceptAsync(listener);
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
                _ = JoinAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception exception) when (exception is SocketException or InvalidOperationException)
        {
            // Cut: while it waited for a connection, or between two.
        }
    }

    private async Task JoinAsync(TcpClient near)
    {
        using var far = new TcpClient();
        _open[near] = _open[far] = 0;
        try
        {
            await far.ConnectAsync(_host, _port);
            await Task.WhenAny(PumpAsync(near, far), PumpAsync(far, near));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Either side is gone; so is the other in a moment.
        }
        finally
        {
            near.Dispose();
            _open.TryRemove(near, out _);
            _open.TryRemove(far, out _);
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await from.GetStream().ReadAsync(buffer)) > 0)
            {
                await _flowing.Task;
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Ends as if the connection had been closed.
        }
    }
}
