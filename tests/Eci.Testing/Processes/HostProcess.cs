using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Eci.Testing.Processes;

/// <summary>
/// The real host as a process of its own, as an operator runs it. It binds a port the system chooses and its address is read from its
/// own output, so whoever answers there is this process and not a leftover of another run.
/// </summary>
public sealed partial class HostProcess : IAsyncDisposable
{
    /// <summary>Exit code of a process that ended by SIGKILL.</summary>
    public const int Killed = 128 + 9;

    private const string HostAssembly = "Eci.Host.dll";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly SocketsHttpHandler Connections = new() { ConnectTimeout = TimeSpan.FromSeconds(2) };

    private readonly Process _process;
    private readonly string _output;

    private HostProcess(HostProcessOptions options, Process process, string output)
    {
        Name = options.Name;
        _process = process;
        _output = output;
        Id = process.Id;
    }

    public string Name { get; }

    public int Id { get; }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>Where it listens; null until it said so.</summary>
    public Uri? Address { get; private set; }

    /// <summary>Everything it has written so far.</summary>
    public string Output => File.Exists(_output) ? File.ReadAllText(_output) : string.Empty;

    /// <summary>Starts it without waiting for anything.</summary>
    public static HostProcess Launch(HostProcessOptions options)
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("Hosts are started by sh and stopped by signals: not on Windows.");
        var output = Path.Combine(options.Folder, $"{options.Name}-{Guid.NewGuid():N}.log");

        // The shell becomes the host (exec), so its process id is the host's; the file outlives whatever happens to both.
        var start = new ProcessStartInfo("sh") { WorkingDirectory = options.Folder };
        foreach (var argument in (string[])
            [
                "-c", "exec \"$@\" >\"$0\" 2>&1 </dev/null", output,
                DotnetPath(), Path.Combine(AppContext.BaseDirectory, HostAssembly), $"--environment={options.Environment}", string.Create(CultureInfo.InvariantCulture, $"--urls=http://127.0.0.1:{options.Port}"),
            ])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (key, value) in Settings(options))
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return new HostProcess(options, Process.Start(start)!, output);
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    public static async Task<HostProcess> StartAsync(HostProcessOptions options)
    {
        var host = Launch(options);
        await host.RequireReadyAsync();
        return host;
    }

    /// <summary>Waits until it answers as ready; fails the test when it ends before.</summary>
    public async Task RequireReadyAsync()
    {
        if (!await BecomesReadyAsync())
            Assert.Fail($"{Name} ended with {ExitCode} before it was ready:\n{Output}");
    }

    /// <summary>Waits until it answers as ready; false when it ends before.</summary>
    public async Task<bool> BecomesReadyAsync()
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await IsReadyAsync())
        {
            if (_process.HasExited)
                return false;
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
                Assert.Fail($"{Name} was not ready within {Patience.TotalSeconds} s:\n{Output}");
            await Task.Delay(Pause);
        }

        return true;
    }

    /// <summary>Waits until it has ended by itself.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> WaitForExitAsync(TimeSpan deadline)
    {
        using var late = new CancellationTokenSource(deadline);
        try
        {
            await _process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{Name} did not end within {deadline.TotalSeconds} s.");
        }

        return _process.ExitCode;
    }

    /// <summary>SIGKILL, and waits until it is gone. Nothing happens to one that has ended.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Lets it live for a while, which may end before it is ready, and kills it. Fails the test when it ends by itself.</summary>
    public async Task LiveAndDieAsync(TimeSpan life)
    {
        var ready = BecomesReadyAsync();
        await Task.Delay(life);
        await KillAsync();
        await ready;
        if (ExitCode != Killed)
            Assert.Fail($"{Name} ended by itself with {ExitCode}:\n{Output}");
    }

    /// <summary>Sends a signal to it.</summary>
    public Task SignalAsync(ProcessSignal signal) => ProcessSignals.SendAsync(signal, Id);

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private static Dictionary<string, string> Settings(HostProcessOptions options) => new(options.Settings, StringComparer.Ordinal)
    {
        ["Eci:Roles"] = options.Roles,
        ["Eci:Database:Provider"] = options.Database.Provider,
        ["ConnectionStrings:Eci"] = options.Database.ConnectionString,
        ["Eci:Mail:Pickup:Directory"] = options.MailFolder,
    };

    private static string DotnetPath() => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    private async Task<bool> IsReadyAsync()
    {
        if (Listening().Match(Output) is not { Success: true } match)
            return false;
        Address = new Uri(match.Groups["address"].Value);
        using var client = new HttpClient(Connections, disposeHandler: false) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"Now listening on: (?<address>http://127\.0\.0\.1:\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();
}
