using System.Diagnostics;
using System.Globalization;
using NUnit.Framework;

namespace Eci.IntegrationTests.Documents;

/// <summary>One bash that runs blocks of commands one after another; what one sets, the next ones see. A command that fails ends it.</summary>
internal sealed class ShellSession : IAsyncDisposable
{
    private const string Shell = "/bin/bash";
    private const string Done = "--- done";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _bash;
    private readonly string _folder;
    private int _blocks;

    private ShellSession(Process bash, string folder) => (_bash, _folder) = (bash, folder);

    /// <summary>Starts it in a folder. Ignores the running test, with the reason, where a program is missing.</summary>
    public static ShellSession Start(string folder, IReadOnlyDictionary<string, string> environment)
    {
        foreach (var program in (string[])[Shell, "/usr/bin/curl"])
        {
            if (!File.Exists(program))
                Assert.Ignore($"'{program}' is not installed.");
        }

        var start = new ProcessStartInfo(Shell, ["--noprofile", "--norc", "-e", "-u", "-o", "pipefail"])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        return new ShellSession(Process.Start(start)!, folder);
    }

    /// <summary>Runs a block to its end.</summary>
    /// <returns>What it printed, and why it failed; null when it did not.</returns>
    public async Task<(string Output, string? Failure)> RunAsync(string commands)
    {
        var name = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"block-{_blocks++}"));
        await File.WriteAllTextAsync($"{name}.sh", commands);
        await _bash.StandardInput.WriteLineAsync($"source '{name}.sh' >'{name}.out' 2>'{name}.err' </dev/null; echo '{Done}'");
        await _bash.StandardInput.FlushAsync();
        using var deadline = new CancellationTokenSource(Patience);
        var line = await _bash.StandardOutput.ReadLineAsync(deadline.Token);
        var output = File.Exists($"{name}.out") ? await File.ReadAllTextAsync($"{name}.out") : string.Empty;
        return (output, line == Done ? null : $"A command failed: {await File.ReadAllTextAsync($"{name}.err")}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_bash.HasExited)
            _bash.Kill(entireProcessTree: true);
        await _bash.WaitForExitAsync();
        _bash.Dispose();
    }
}
