using System.Diagnostics;
using System.Text;

namespace Eci.Benchmarks;

/// <summary>The HTTP limit: the framework's server answering the acknowledgement without doing anything, in a process of its own.</summary>
internal sealed class BareServer : IDisposable
{
    public const string Argument = "--bare-server";

    private const string Ready = "listening on ";
    private static readonly byte[] Answer = Encoding.UTF8.GetBytes("<push><pushid>92056930</pushid><status>OK</status></push>");

    private readonly Process _process;

    private BareServer(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public int Id => _process.Id;

    public static async Task<BareServer> StartAsync()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(BareServer).Assembly.Location, Argument])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        if (!Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal))
            start.ArgumentList.RemoveAt(0);
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Ready, StringComparison.Ordinal))
                return new BareServer(process, new Uri(line[Ready.Length..]));
        }

        throw new InvalidOperationException("The bare server did not start.");
    }

    /// <summary>The server's own process.</summary>
    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/{**path}", static async context =>
        {
            context.Response.ContentType = "application/xml";
            context.Response.ContentLength = Answer.Length;
            await context.Response.BodyWriter.WriteAsync(Answer);
        });
        await app.StartAsync();
        await Console.Out.WriteLineAsync($"{Ready}{app.Urls.First()}");
        await app.WaitForShutdownAsync();
        return 0;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
