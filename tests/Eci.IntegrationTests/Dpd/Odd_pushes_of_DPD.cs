using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Eci.Commerce;
using Eci.Core;
using Eci.Testing.Hosting;
using Eci.Testing.Http;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.Dpd;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Odd_pushes_of_DPD(DatabaseKind kind) : DpdFixture(kind)
{
    private const int Seed = 20260105;
    private const int Odd = 10_000;
    private const int OddPerGood = 20;
    private const int Connections = 8;

    /// <summary>Begins the numbers of the parcels whose pushes are as they should be.</summary>
    private const string KnownNumbers = "880340061";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly string[] Secrets =
    [
        OddPushes.Person, OddPushes.Numbers, KnownNumbers, DemoTenant.DpdWebhookId, "pushid=", "ada@example.com", "Lovelace", "Hopper",
    ];

    private readonly LogCapture _leaks = new(line => Secrets.Any(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    private readonly ConcurrentDictionary<string, byte> _acknowledged = new(StringComparer.Ordinal);

    [OneTimeTearDown]
    public void DisposeLogs() => _leaks.Dispose();

    [Test]
    public async Task Are_answered_as_they_deserve_and_harm_no_other()
    {
        List<string> parcels = [.. Enumerable.Range(0, Odd / OddPerGood).Select(i => string.Create(CultureInfo.InvariantCulture, $"{KnownNumbers}{i:D5}"))];
        await AddPackagesAsync(parcels);
        var pushes = new ConcurrentQueue<OddPush>(Mixed(parcels));
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(() => SendAsync(pushes)))).WaitAsync(Patience);
        await SettleAsync();

        Assert.That(await EventsPerParcelAsync(), Is.EqualTo(parcels.ToDictionary(number => number, _ => 1)));
        Assert.That(
            await Host.ScalarAsync("SELECT count(*) FROM messaging_message WHERE topic IN ('tracking.package.update', 'tracking.carrier.news.unmapped')"),
            Is.EqualTo(_acknowledged.Count), "Everything acknowledged is kept once, nothing else is.");
        Assert.That(await Host.ScalarAsync("SELECT count(*) FROM messaging_dead_letter"), Is.Zero);
        Assert.That(_leaks.Lines, Is.Empty);
        Assert.That(_leaks.Seen, Is.GreaterThan(Odd));
    }

    protected override void Configure(EciTestHostOptions options)
    {
        options.Logs = _leaks;
        options.Settings["Eci:Webhooks:RatePerSecond"] = "0";
        foreach (var category in (string[])["Default", "Microsoft", "Microsoft.EntityFrameworkCore.Database.Command", "Microsoft.EntityFrameworkCore.Query", "MassTransit"])
            options.Settings[$"Logging:LogLevel:{category}"] = "Information";
        foreach (var category in (string[])["Eci", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"])
            options.Settings[$"Logging:LogLevel:{category}"] = "Debug";
    }

    private static IEnumerable<OddPush> Mixed(List<string> parcels)
    {
        var odd = new OddPushes(Seed);
        for (var i = 0; i < Odd; i++)
        {
            yield return odd.Next();
            if (i % OddPerGood == 0)
                yield return new OddPush(Address(parcels[i / OddPerGood], "pickup_depot"), HttpStatusCode.OK);
        }
    }

    private async Task SendAsync(ConcurrentQueue<OddPush> pushes)
    {
        using var connection = new RawHttp(Host.BaseAddress);
        while (pushes.TryDequeue(out var push))
        {
            var answer = await connection.SendAsync(push.Method, push.Target, push.Headers);
            var shown = $"{push.Method} {(push.Target.Length > 500 ? push.Target[..500] : push.Target)}";
            if (push.Expected is null)
                Assert.That(answer.Status, Is.Null.Or.AnyOf(HttpStatusCode.BadRequest, HttpStatusCode.RequestUriTooLong, HttpStatusCode.RequestHeaderFieldsTooLarge), shown);
            else
                Assert.That(answer.Status, Is.EqualTo(push.Expected), shown);

            if (answer.Status is HttpStatusCode.OK)
                AssertAcknowledged(answer, shown);
            else if (push.Expected is not null || answer.Body.Length > 0)
                AssertProblem(answer, shown);
        }
    }

    private void AssertAcknowledged(RawAnswer answer, string shown)
    {
        Assert.That(answer.ContentType, Is.EqualTo("application/xml; charset=utf-8"), shown);
        var push = XDocument.Parse(answer.Body).Root!;
        _acknowledged[push.Element("pushid")!.Value] = 0;
        Assert.That(push.Element("status")!.Value, Is.EqualTo("OK"), shown);
    }

    private static void AssertProblem(RawAnswer answer, string shown)
    {
        Assert.That(answer.ContentType, Is.EqualTo("application/problem+json"), shown);
        using var problem = JsonDocument.Parse(answer.Body);
        Assert.That(problem.RootElement.GetProperty("code").GetString(), Is.Not.Empty, shown);
        Assert.That(problem.RootElement.GetProperty("status").GetInt32(), Is.EqualTo((int)answer.Status!), shown);
        Assert.That(answer.Body, Does.Not.Contain(OddPushes.Person).And.Not.Contain(OddPushes.Numbers), shown);
    }

    private Task<Dictionary<string, int>> EventsPerParcelAsync() => Host.QueryAsync(async database =>
    {
        var numbers = await database.Set<PackageEvent>().Select(e => e.Package!.TrackingId).ToListAsync();
        return numbers.CountBy(number => number).ToDictionary();
    });
}
