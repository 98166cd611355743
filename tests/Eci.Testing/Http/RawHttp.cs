using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Eci.Testing.Http;

/// <summary>What came back for a request of <see cref="RawHttp"/>.</summary>
/// <param name="Status">Null when the server hung up without an answer.</param>
/// <param name="Body">Empty when there is none.</param>
public readonly record struct RawAnswer(HttpStatusCode? Status, string Body)
{
    /// <summary>Value of <c>Content-Type</c>; null when the answer has none.</summary>
    public string? ContentType { get; init; }
}

/// <summary>Sends request targets byte by byte as given, which no HTTP client would. Reconnects when the server closes.</summary>
public sealed class RawHttp(Uri address) : IDisposable
{
    private const int BufferSize = 4096;

    private TcpClient? _connection;
    private BufferedStream? _answers;

    /// <inheritdoc cref="SendAsync"/>
    public Task<RawAnswer> GetAsync(string target) => SendAsync("GET", target);

    /// <param name="method">HTTP method.</param>
    /// <param name="target">Path and query, one byte a character.</param>
    /// <param name="headers">Further header lines, each with its line end.</param>
    public async Task<RawAnswer> SendAsync(string method, string target, string headers = "")
    {
        _connection ??= await ConnectAsync();
        _answers ??= new BufferedStream(_connection.GetStream(), BufferSize);
        var request = Encoding.Latin1.GetBytes($"{method} {target} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Length: 0\r\n{headers}\r\n");
        try
        {
            var reading = ReadAsync(_answers);
            var writing = _connection.GetStream().WriteAsync(request).AsTask();
            var (answer, close) = await reading;
            if (close)
                Drop();
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return answer;
        }
        catch (IOException)
        {
            Drop();
            return new RawAnswer(null, string.Empty);
        }
    }

    public void Dispose() => Drop();

    private static async Task<(RawAnswer Answer, bool Close)> ReadAsync(Stream stream)
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
        var answer = new RawAnswer(status, Encoding.UTF8.GetString(body)) { ContentType = headers["CONTENT-TYPE"].SingleOrDefault() };
        return (answer, headers["CONNECTION"].Contains("close", StringComparer.OrdinalIgnoreCase));
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
        _answers = null;
    }
}
