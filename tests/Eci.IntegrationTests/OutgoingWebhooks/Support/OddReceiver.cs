using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Eci.IntegrationTests.OutgoingWebhooks.Support;

/// <summary>A server that answers requests as no HTTP server would.</summary>
internal sealed class OddReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Stream, CancellationToken, Task> _answer;
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;
    private int _open;
    private int _mostOpen;

    /// <param name="answer">Writes the answer of one request; the connection ends after it.</param>
    public OddReceiver(Func<Stream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Authority => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public string Url => $"http://{Authority}/";

    /// <summary>Values of <c>webhook-id</c>, one for each request.</summary>
    public ConcurrentQueue<string> Ids { get; } = new();

    /// <summary>Most requests that were answered at the same time.</summary>
    public int MostAtOnce => Volatile.Read(ref _mostOpen);

    public static Task WriteAsync(Stream stream, string text, CancellationToken cancellationToken) =>
        stream.WriteAsync(Encoding.Latin1.GetBytes(text), cancellationToken).AsTask();

    public static Task HangAsync(Stream stream, CancellationToken cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        using var client = connection;
        try
        {
            var stream = client.GetStream();
            var request = await ReadAsync(stream);
            Note(Interlocked.Increment(ref _open));
            var id = Array.Find(request.Split("\r\n"), line => line.StartsWith("webhook-id: ", StringComparison.OrdinalIgnoreCase));
            if (id is not null)
                Ids.Enqueue(id["webhook-id: ".Length..]);
            await _answer(stream, _stop.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The hub hung up, or the test is over.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private void Note(int open)
    {
        int most;
        while ((most = Volatile.Read(ref _mostOpen)) < open && Interlocked.CompareExchange(ref _mostOpen, open, most) != most)
        {
            // Another connection noted its number first.
        }
    }

    /// <summary>Head and body, which the hub sends at once and ends with a brace; or what came of a TLS handshake.</summary>
    private async Task<string> ReadAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        do
        {
            var read = await stream.ReadAsync(buffer, _stop.Token);
            if (read == 0 || (text.Length == 0 && buffer[0] == 0x16))
                break;
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }
        while (!text.ToString().EndsWith('}'));
        return text.ToString();
    }
}
