using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Eci.UnitTests.BuildingBlocks.Mail;

/// <summary>A mail server on a loopback port, just large enough to be talked to and to misbehave on demand.</summary>
internal sealed class SmtpListener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<TcpClient, byte> _open = new();
    private readonly ConcurrentBag<Task> _sessions = [];
    private readonly Task _accepting;
    private int _connections;
    private int _mostOpen;

    public SmtpListener()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ConcurrentQueue<ReceivedMail> Mails { get; } = new();

    public ConcurrentQueue<string> Commands { get; } = new();

    public int Connections => _connections;

    public int MostOpen => _mostOpen;

    public int Open => _open.Count;

    /// <summary>Set to speak TLS from the first byte.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The only accepted user and password; null to offer no log-in.</summary>
    public (string User, string Password)? Account { get; init; }

    /// <summary>Answers instead of the usual ones, by the start of a command; <c>DATA.</c> is the end of the data.</summary>
    public ConcurrentDictionary<string, string> Replies { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Breaks the connection after a mail was taken, before the answer.</summary>
    public bool DropAfterData { get; set; }

    /// <summary>Takes a mail and never answers.</summary>
    public bool SilentAfterData { get; set; }

    public void CloseConnections()
    {
        foreach (var client in _open.Keys)
            client.Close();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        CloseConnections();
        await _accepting;
        await Task.WhenAll(_sessions);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                _open[client] = 0;
                _mostOpen = Math.Max(_mostOpen, _open.Count);
                _sessions.Add(ServeAsync(client));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            await using var stream = await OpenAsync(client);
            await new SmtpSession(this, stream, _stop.Token).RunAsync();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            // The other side, or the end of the test, closed the connection: what the tests look at is recorded by then.
        }
        finally
        {
            client.Dispose();
            _open.TryRemove(client, out _);
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        if (Certificate is null)
            return client.GetStream();

        var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsServerAsync(Certificate);
        return tls;
    }
}

/// <summary>A mail as the server took it: dots unstuffed, lines ended by CR LF.</summary>
internal sealed record ReceivedMail(string From, string To, string Data)
{
    public MimeKit.MimeMessage Parse() => MimeKit.MimeMessage.Load(new MemoryStream(Encoding.Latin1.GetBytes(Data)));
}
