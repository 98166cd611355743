using Eci.Commerce;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using NUnit.Framework;

namespace Eci.IntegrationTests.Hosting;

/// <summary>The demo as a newcomer sees it: nobody does anything, the hub asks the simulators of DHL and UPS.</summary>
internal sealed class Parcels_whose_carriers_are_asked() : DatabaseFixture(DatabaseKind.Sqlite)
{
    private static readonly TimeSpan AMinute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Moments = TimeSpan.FromSeconds(20);
    private static readonly PackageState[] Journey =
        [PackageState.InformationReceived, PackageState.InTransit, PackageState.OutForDelivery, PackageState.Delivered];

    [Test]
    public async Task Are_delivered_within_a_minute_with_a_mail_for_each_state()
    {
        var address = new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", FreePort.Next()).Uri.AbsoluteUri;
        await using var hub = await EciTestHost.StartAsync(Database, options =>
        {
            options.Settings["Kestrel:Endpoints:Http:Url"] = address;
            options.Settings["Eci:PublicUrl"] = address;
            options.Settings["Eci:Dhl:BaseAddress"] = $"{address}sandbox/dhl";
            options.Settings["Eci:Ups:BaseAddress"] = $"{address}sandbox/ups";
        });
        await Eventually.Async(
            async () => await hub.QueryAsync(db => db.Set<Package>().CountAsync(p => p.State == PackageState.Delivered)) == 2, AMinute, "both parcels are delivered");
        await Eventually.Async(() => Mails(hub).Length >= 2 * Journey.Length, Moments, "the mails");

        var order = await hub.QueryAsync(db => db.Set<Order>().Include(o => o.Packages).ThenInclude(p => p.Events).SingleAsync(o => o.OrderNumber == "STORE-1002"));
        var sent = await hub.QueryAsync(db => db.Set<TransactionalEmail>().Where(m => m.Status == TransactionalEmailStatus.Sent).ToListAsync());
        foreach (var package in order.Packages)
        {
            Assert.That(package.ReceivedBy, Is.Not.Empty);
            Assert.That(package.Events.OrderBy(e => e.Time).Select(e => e.State).Distinct(), Is.EqualTo(Journey));
            Assert.That(sent.Where(m => m.PackageId == package.Id).OrderBy(m => m.Time).Select(m => m.State), Is.EqualTo(Journey));
        }

        var page = $"{address}track/{order.TrackingToken}";
        foreach (var mail in await Task.WhenAll(Mails(hub).Select(path => MimeMessage.LoadAsync(path))))
        {
            Assert.That(mail.To.Mailboxes.Single().Address, Is.EqualTo("grace@example.com"));
            Assert.That(mail.TextBody, Does.Contain("Hello Grace").And.Contain(page));
        }

        Assert.That(await hub.Client.GetStringAsync(new Uri(page)), Does.Contain("Hello Grace").And.Contain("00340434161094042557").And.Contain("1Z12345E0205271688"));
    }

    private static string[] Mails(EciTestHost hub) => Directory.Exists(hub.MailFolder) ? Directory.GetFiles(hub.MailFolder, "*.eml") : [];
}
