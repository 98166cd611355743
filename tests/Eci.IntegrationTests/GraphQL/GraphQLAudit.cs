using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Eci.IntegrationTests.GraphQL;

/// <summary>Runs the audit of <c>tests/graphql-audit</c> against an endpoint.</summary>
internal static partial class GraphQLAudit
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly SemaphoreSlim Installing = new(1, 1);

    /// <summary>Audits the endpoint. Ignores the running test, with the reason, when Node or the audit's packages are not to be had.</summary>
    /// <param name="endpoint">Address of the endpoint; open for introspection, or with a key.</param>
    /// <param name="apiKey">Sent with every request.</param>
    public static async Task<AuditReport> RunAsync(Uri endpoint, string? apiKey = null)
    {
        var folder = Folder();
        await InstallAsync(folder);
        string[] arguments = apiKey is null ? ["audit.mjs", endpoint.AbsoluteUri] : ["audit.mjs", endpoint.AbsoluteUri, apiKey];
        var (_, output) = await ExecuteAsync(folder, "node", arguments);
        var summary = SummaryLine().Match(output);
        Assert.That(summary.Success, Is.True, $"The audit did not finish:\n{output}");
        return new AuditReport(
            int.Parse(summary.Groups["passed"].ValueSpan, CultureInfo.InvariantCulture),
            int.Parse(summary.Groups["total"].ValueSpan, CultureInfo.InvariantCulture),
            output[..summary.Index].Trim());
    }

    private static string Folder()
    {
        for (var at = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "tests", "graphql-audit");
            if (Directory.Exists(folder))
                return folder;
        }

        Assert.Ignore("The folder tests/graphql-audit is not above the test directory.");
        return string.Empty;
    }

    private static async Task InstallAsync(string folder)
    {
        await Installing.WaitAsync();
        try
        {
            if (Directory.Exists(Path.Combine(folder, "node_modules", "graphql-http")))
                return;
            var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
            var (exitCode, output) = await ExecuteAsync(folder, npm, ["ci"]);
            if (exitCode != 0)
                Assert.Ignore($"'npm ci' does not work here:\n{output}");
        }
        finally
        {
            Installing.Release();
        }
    }

    private static async Task<(int ExitCode, string Output)> ExecuteAsync(string folder, string program, string[] arguments)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
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

    [GeneratedRegex(@"^(?<passed>\d+)/(?<total>\d+) ok\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SummaryLine();
}

/// <summary>What an audit found.</summary>
/// <param name="Passed">Audits that are ok.</param>
/// <param name="Total">All audits.</param>
/// <param name="Findings">A line per audit that is not ok.</param>
internal sealed record AuditReport(int Passed, int Total, string Findings);
