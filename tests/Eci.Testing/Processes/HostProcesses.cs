using NUnit.Framework;
using NUnit.Framework.Interfaces;

namespace Eci.Testing.Processes;

/// <summary>The processes of one test. Disposing ends every one by its process id, and shows what they wrote when the test has failed.</summary>
public sealed class HostProcesses : IAsyncDisposable
{
    private const int ShownCharacters = 6000;

    private readonly Lock _lock = new();
    private readonly List<HostProcess> _started = [];

    /// <inheritdoc cref="HostProcess.Launch"/>
    public HostProcess Launch(HostProcessOptions options)
    {
        var host = HostProcess.Launch(options);
        lock (_lock)
            _started.Add(host);
        return host;
    }

    /// <inheritdoc cref="HostProcess.StartAsync"/>
    public async Task<HostProcess> StartAsync(HostProcessOptions options)
    {
        var host = Launch(options);
        await host.RequireReadyAsync();
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        var failed = TestContext.CurrentContext.Result.Outcome.Status is TestStatus.Failed;
        foreach (var host in _started)
        {
            await host.KillAsync();
            if (failed)
                await TestContext.Out.WriteLineAsync($"--- {host.Name}, process {host.Id}, ended with {host.ExitCode}\n{Tail(host.Output)}");
            await host.DisposeAsync();
        }

        _started.Clear();
    }

    private static string Tail(string output) => output.Length <= ShownCharacters ? output : $"... {output[^ShownCharacters..]}";
}
