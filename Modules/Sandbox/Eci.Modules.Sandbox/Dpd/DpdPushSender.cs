using System.Globalization;
using System.Net;
using System.Xml;
using System.Xml.Linq;
using Microsoft.Extensions.Hosting;

namespace Eci.Modules.Sandbox.Dpd;

/// <summary>Sends due scans, one at a time, as DPD does.</summary>
internal sealed class DpdPushSender(DpdPushBook book, IHttpClientFactory clients, TimeProvider time) : BackgroundService
{
    public const string ClientName = "sandbox-dpd";

    private static readonly XmlReaderSettings NoDtd = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>True when the answer lets DPD forget the push: status 200 and an XML body that names it.</summary>
    internal static bool IsAcknowledgement(HttpStatusCode status, string body, string pushId)
    {
        if (status is not HttpStatusCode.OK)
            return false;
        try
        {
            using var reader = XmlReader.Create(new StringReader(body), NoDtd);
            var push = XDocument.Load(reader).Element("push");
            return string.Equals(push?.Element("pushid")?.Value, pushId, StringComparison.Ordinal)
                && string.Equals(push?.Element("status")?.Value, "OK", StringComparison.Ordinal);
        }
        catch (XmlException)
        {
            return false;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var changed = book.Changed;
            if (book.TakeDue(out var nextAt) is { } scan)
                await SendAsync(scan, stoppingToken);
            else
                await WaitAsync(changed, nextAt, stoppingToken);
        }
    }

    private async Task SendAsync(DpdScan scan, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var answer = await client.GetAsync(scan.Address, cancellationToken);
            var body = await answer.Content.ReadAsStringAsync(cancellationToken);
            var acknowledged = IsAcknowledgement(answer.StatusCode, body, scan.PushId);
            book.Record(scan, acknowledged, ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture));
        }
        catch (HttpRequestException exception)
        {
            book.Record(scan, acknowledged: false, exception.HttpRequestError.ToString());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            book.Record(scan, acknowledged: false, "Timeout");
        }
    }

    private async Task WaitAsync(Task changed, DateTimeOffset? nextAt, CancellationToken stoppingToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var pause = nextAt is null ? Timeout.InfiniteTimeSpan : TimeSpan.FromTicks(Math.Max(0, (nextAt.Value - time.GetUtcNow()).Ticks));
        await Task.WhenAny(changed, Task.Delay(pause, time, over.Token));
        await over.CancelAsync();
    }
}
