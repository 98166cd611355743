using System.Globalization;
using System.Text.Json;

namespace Eci.CrashTests.Harness;

/// <summary>Compares what was acknowledged with what came of it. Every list is empty when each push had each effect exactly once.</summary>
internal sealed class Audit
{
    private readonly bool _inOrder;

    private Audit(bool inOrder) => _inOrder = inOrder;

    public List<string> Lost { get; } = [];

    public List<string> Doubled { get; } = [];

    public List<string> Unexpected { get; } = [];

    public int Events { get; private set; }

    public int Transitions { get; private set; }

    public int Mails { get; private set; }

    public int Sagas { get; private set; }

    /// <summary>Events that came after a later one of their package: stored, but neither moving it nor mailed.</summary>
    public int Overtaken { get; private set; }

    /// <summary>Audits a hub whose queues have drained.</summary>
    /// <param name="ledger">What was promised.</param>
    /// <param name="records">What was stored.</param>
    /// <param name="mails">What was mailed.</param>
    /// <param name="inOrder">Whether the transport keeps the order of one package's events among several workers.</param>
    public static async Task<Audit> RunAsync(PushLedger ledger, Records records, MailFolder mails, bool inOrder)
    {
        var audit = new Audit(inOrder);
        audit.Unexpected.AddRange(ledger.Surprises);
        var events = await audit.CheckEventsAsync(ledger, records);
        await audit.CheckTransitionsAsync(events, records);
        await audit.CheckMailsAsync(events, records, mails);
        await audit.CheckPackagesAsync(ledger, records);
        await audit.CheckWatchAsync(records);
        foreach (var row in await records.RowsAsync("SELECT endpoint, attempts, error_type, error FROM messaging_dead_letter"))
            audit.Unexpected.Add($"dead letter: {string.Join(" | ", row)}");
        foreach (var row in await records.RowsAsync("SELECT tracking_id, raw_code FROM tracking_parked_update"))
            audit.Unexpected.Add($"parked update: {string.Join(" | ", row)}");
        return audit;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"events={Events} overtaken={Overtaken} transitions={Transitions} mails={Mails} sagas={Sagas} lost={Lost.Count} doubled={Doubled.Count} unexpected={Unexpected.Count}");

    private async Task<List<string>> CheckEventsAsync(PushLedger ledger, Records records)
    {
        var rows = await records.RowsAsync("""
            SELECT p.tracking_id, e.raw_code, e.id, e.moved_from FROM commerce_package_event e JOIN commerce_package p ON p.id = e.package_id
            """);
        Events = rows.Count;
        Compare("event of push", ledger.Acknowledged.Select(p => $"{p.Number} {p.Status}"), rows.Select(r => $"{r[0]} {r[1]}"));
        var moved = rows.Where(r => r[3] is not null).ToList();
        Overtaken = rows.Count - moved.Count;
        if (_inOrder)
            Lost.AddRange(rows.Except(moved).Select(r => $"the event {r[0]} {r[1]} moved nothing"));
        return [.. (_inOrder ? rows : moved).Select(r => r[2]!)];
    }

    private async Task CheckTransitionsAsync(List<string> events, Records records)
    {
        var rows = await records.RowsAsync("SELECT body FROM messaging_message WHERE topic = 'tracking.package.state.transition'");
        Transitions = rows.Count;
        Compare("transition of event", events, rows.Select(r => Member(r[0]!, "packageEventId")));
    }

    private async Task CheckMailsAsync(List<string> events, Records records, MailFolder mails)
    {
        var rows = await records.RowsAsync("SELECT package_event_id, status, reason, provider_message_id FROM commerce_transactional_email");
        Compare("mail row of event", events, rows.Select(r => r[0]!));
        Unexpected.AddRange(rows.Where(r => r[1] is not "SENT").Select(r => $"the mail of event {r[0]} is {r[1]}: {r[2]}"));
        var files = mails.Mails;
        Mails = files.Count;
        Compare("mail file", rows.Select(r => r[3] ?? "none"), files);
        Unexpected.AddRange(mails.Empty.Select(name => $"the mail {name} is empty"));
    }

    private async Task CheckPackagesAsync(PushLedger ledger, Records records)
    {
        var last = ledger.Acknowledged.GroupBy(p => p.Number, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.MaxBy(p => p.Date, StringComparer.Ordinal)!.State, StringComparer.Ordinal);
        foreach (var row in await records.RowsAsync("SELECT tracking_id, state FROM commerce_package"))
        {
            var expected = last.GetValueOrDefault(row[0]!, "INIT");
            if (!string.Equals(row[1], expected, StringComparison.Ordinal))
                Lost.Add($"the package {row[0]} is {row[1]} and should be {expected}");
        }
    }

    private async Task CheckWatchAsync(Records records)
    {
        var packages = (await records.RowsAsync("SELECT id FROM commerce_package")).Select(r => r[0]!).ToList();
        var sagas = (await records.RowsAsync("SELECT package_id FROM tracking_package_life")).Select(r => r[0]!).ToList();
        var timers = await records.RowsAsync("""
            SELECT m.body FROM messaging_delivery d JOIN messaging_message m ON m.id = d.message_id WHERE m.topic = 'PackageLifeCheckDue'
            """);
        Sagas = sagas.Count;
        Compare("watch of package", packages, sagas);
        Compare("timer of package", packages, timers.Select(r => Member(r[0]!, "packageId")));
    }

    private void Compare(string what, IEnumerable<string> promised, IEnumerable<string> found)
    {
        var counts = found.CountBy(f => f, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        foreach (var key in promised)
        {
            if (!counts.Remove(key, out var count))
                Lost.Add($"no {what} {key}");
            else if (count > 1)
                Doubled.Add($"{count.ToString(CultureInfo.InvariantCulture)} times: {what} {key}");
        }

        Unexpected.AddRange(counts.Keys.Select(key => $"nobody asked for: {what} {key}"));
    }

    private static string Member(string envelope, string name)
    {
        using var json = JsonDocument.Parse(envelope);
        return json.RootElement.GetProperty("message").GetProperty(name).GetString()!;
    }
}
