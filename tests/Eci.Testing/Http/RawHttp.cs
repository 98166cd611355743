using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Eci.Testing.Http;

/// <summary>Sends request targets byte by byte as given, which no HTTP client would. Reconnects when the server closes.</summary>
public sealed class RawHttp(Uri address) : IDisposable
{
    private TcpClient? _connection;

    /// <summary>Status and body of the answer; status null when the server hung up without one.</summary>
    public Task<(HttpStatusCode? Status, string Body)> GetAsync(string target) => SendAsync("GET", target);

    /// <inheritdoc cref="GetAsync"/>
    public async Task<(HttpStatusCode? Status, string Body)> SendAsync(string method, string target)
    {
        _connection ??= await ConnectAsync();
        var request = Encoding.Latin1.GetBytes($"{method} {target} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Length: 0\r\n\r\n");
        try
        {
            var reading = ReadAsync(_connection.GetStream());
            var writing = _connection.GetStream().WriteAsync(request).AsTask();
            var (status, body, close) = await reading;
            if (close)
                Drop();
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return (status, body);
        }
        catch (IOException)
        {
            Drop();
            return (null, string.Empty);
        }
    }

    public void Dispose() => Drop();

    private static async Task<(HttpStatusCode Status, string Body, bool Close)> ReadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!EndsHead(head))
        {
            if (await stream.ReadAsync(one) == 0)
                throw new EndOfStreamException();
            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(':', 2)).ToLookup(p => p[0].Trim().ToUpperInvariant(), p => p[1].Trim());
        var body = new byte[int.Parse(headers["CONTENT-LENGTH"].Single(), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body);
        var status = (HttpStatusCode)int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture);
        return (status, Encoding.UTF8.GetString(body), headers["CONNECTION"].Contains("close", StringComparer.OrdinalIgnoreCase));
    }

    private static bool EndsHead(StringBuilder head) =>
        head.Length >= 4 && head[^1] == '\n' && head[^2] == '\r' && head[^3] == '\n' && head[^4] == '\r';

    private async Task<TcpClient> ConnectAsync()
    {
        var connection = new TcpClient { NoDelay = true };
        await connection.ConnectAsync(IPAddress.Parse(address.Host), address.Port);
        return connection;
    }

    private void Drop()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
