using System.ComponentModel;
using System.Diagnostics;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.IntegrationTests.GraphQL;

/// <summary>A folder of <c>tests/</c> whose programs run with Node. Its packages are installed when they are first needed.</summary>
/// <param name="name">Name of the folder.</param>
/// <param name="package">A package that is there once all are.</param>
internal sealed class NodeFolder(string name, string package)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly SemaphoreSlim Installing = new(1, 1);

    private readonly string _path = Path.Combine(RepositoryRoot.Path, "tests", name);

    /// <summary>Installs the packages. Ignores the running test, with the reason, when Node or they are not to be had.</summary>
    public async Task RequirePackagesAsync()
    {
        await Installing.WaitAsync();
        try
        {
            if (Directory.Exists(Path.Combine(_path, "node_modules", package)))
                return;
            var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
            var (exitCode, output) = await ExecuteAsync(npm, "ci", "--ignore-scripts");
            if (exitCode != 0)
                Assert.Ignore($"'npm ci' does not work here:\n{output}");
        }
        finally
        {
            Installing.Release();
        }
    }

    /// <summary>Runs one of its programs to its end.</summary>
    /// <returns>Exit code, and all that it wrote.</returns>
    public Task<(int ExitCode, string Output)> RunAsync(string script, params string[] arguments) => ExecuteAsync("node", [script, .. arguments]);

    private async Task<(int ExitCode, string Output)> ExecuteAsync(string program, params string[] arguments)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = _path,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            Assert.Ignore($"'{program}' is not installed.");
        }

        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException exception)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{program}' did not end within {Patience}.", exception);
        }
    }
}
