using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Eci.Benchmarks;

/// <summary>What a load did.</summary>
/// <param name="Answered">Requests answered with 200.</param>
/// <param name="Other">Requests answered otherwise.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="SortedMilliseconds">Times of the answers, ascending.</param>
internal sealed record LoadResult(int Answered, int Other, double Seconds, IReadOnlyList<double> SortedMilliseconds)
{
    public double PerSecond => Answered / Seconds;
}

/// <summary>Keeps connections busy with GET requests: a client that costs little beside what it measures.</summary>
internal static class LoadGenerator
{
    /// <summary>Sends requests over the connections until the paths or the time are over.</summary>
    public static async Task<LoadResult> RunAsync(Uri server, IEnumerable<string> paths, int connections, TimeSpan limit)
    {
        using var source = paths.GetEnumerator();
        var gate = new Lock();
        var times = new ConcurrentBag<List<double>>();
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => WorkAsync(server, Next, times))));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new LoadResult(counts.Sum(c => c.Answered), counts.Sum(c => c.Other), seconds, [.. times.SelectMany(t => t).Order()]);

        string? Next()
        {
            if (Stopwatch.GetElapsedTime(start) > limit)
                return null;
            lock (gate)
                return source.MoveNext() ? source.Current : null;
        }
    }

    private static async Task<(int Answered, int Other)> WorkAsync(Uri server, Func<string?> next, ConcurrentBag<List<double>> times)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server.Host, server.Port);
        var (answered, other) = (0, 0);
        var taken = new List<double>();
        var buffer = new byte[8192];
        while (next() is { } path)
        {
            var begin = Stopwatch.GetTimestamp();
            await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {server.Host}\r\n\r\n"));
            var ok = await ReadAnswerAsync(socket, buffer);
            taken.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            (answered, other) = ok ? (answered + 1, other) : (answered, other + 1);
        }

        times.Add(taken);
        return (answered, other);
    }

    private static async Task<bool> ReadAnswerAsync(Socket socket, byte[] buffer)
    {
        var filled = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled));
            if (read == 0)
                throw new EndOfStreamException("The server closed the connection.");
            filled += read;
            if (IsComplete(buffer.AsSpan(0, filled)))
                return buffer.AsSpan(0, filled).StartsWith("HTTP/1.1 200"u8);
        }
    }

    private static bool IsComplete(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;
        var length = answer[..end].IndexOf("Content-Length: "u8);
        if (length < 0 || !Utf8Parser.TryParse(answer[(length + 16)..end], out int body, out _))
            throw new InvalidDataException("The answer has no Content-Length.");
        return answer.Length >= end + 4 + body;
    }
}
