using System.Globalization;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Eci.IntegrationTests.GraphQL;

/// <summary>Runs the audit of <c>tests/graphql-audit</c> against an endpoint.</summary>
internal static partial class GraphQLAudit
{
    private static readonly NodeFolder Node = new("graphql-audit", "graphql-http");

    /// <summary>Audits the endpoint. Ignores the running test, with the reason, when Node or the audit's packages are not to be had.</summary>
    /// <param name="endpoint">Address of the endpoint; open for introspection, or with a key.</param>
    /// <param name="apiKey">Sent with every request.</param>
    public static async Task<AuditReport> RunAsync(Uri endpoint, string? apiKey = null)
    {
        await Node.RequirePackagesAsync();
        var (_, output) = await Node.RunAsync("audit.mjs", apiKey is null ? [endpoint.AbsoluteUri] : [endpoint.AbsoluteUri, apiKey]);
        var summary = SummaryLine().Match(output);
        Assert.That(summary.Success, Is.True, $"The audit did not finish:\n{output}");
        return new AuditReport(
            int.Parse(summary.Groups["passed"].ValueSpan, CultureInfo.InvariantCulture),
            int.Parse(summary.Groups["total"].ValueSpan, CultureInfo.InvariantCulture),
            output[..summary.Index].Trim());
    }

    [GeneratedRegex(@"^(?<passed>\d+)/(?<total>\d+) ok\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SummaryLine();
}

/// <summary>What an audit found.</summary>
/// <param name="Passed">Audits that are ok.</param>
/// <param name="Total">All audits.</param>
/// <param name="Findings">A line per audit that is not ok.</param>
internal sealed record AuditReport(int Passed, int Total, string Findings);
