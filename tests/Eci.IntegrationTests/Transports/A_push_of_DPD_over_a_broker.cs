using Eci.Host;
using Eci.IntegrationTests.Transports.Support;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Testing.Transports;
using NUnit.Framework;

namespace Eci.IntegrationTests.Transports;

/// <summary>From the push to the mail, with the roles of the real host apart.</summary>
[Brokers]
internal sealed class A_push_of_DPD_over_a_broker(TransportKind transport, DatabaseKind database) : DatabaseFixture(database)
{
    private const string Push =
        "/api/v1/tracking/dpd/wh_demo_dpd?pushid=92056930&pnr=01906000683796&depot=0998&status=delivery_carload&statusdate=05012026100200";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Test]
    public async Task Becomes_one_mail_however_often_it_comes()
    {
        await using var broker = await TestTransports.StartAsync(transport, Routing.Build());
        await using var api = await StartAsync(broker, "api,migrate");
        await SendAsync(api);
        await SendAsync(api);
        await using var tracking = await StartAsync(broker, "worker:tracking");
        await Eventually.Async(() => Mails(tracking).Length > 0, Deadline, "the mail");
        await SendAsync(api);
        await Eventually.Async(
            async () => await api.ScalarAsync("SELECT count(*) FROM messaging_delivery WHERE endpoint = '$broker'") == 0, Deadline, "that all is sent");
        Assert.That(Mails(tracking), Has.Length.EqualTo(1));
        Assert.That(Mails(api), Is.Empty);
        Assert.That(await api.ScalarAsync("SELECT count(*) FROM messaging_dead_letter"), Is.Zero);
    }

    private Task<EciTestHost> StartAsync(TestTransport broker, string roles) => EciTestHost.StartAsync(Database, options =>
    {
        options.Settings["Eci:Roles"] = roles;
        foreach (var (key, value) in broker.Settings)
            options.Settings[key] = value;
    });

    private static async Task SendAsync(EciTestHost api)
    {
        using var answer = await api.Client.GetAsync(new Uri(Push, UriKind.Relative));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("<status>OK</status>"));
    }

    private static string[] Mails(EciTestHost host) => Directory.Exists(host.MailFolder) ? Directory.GetFiles(host.MailFolder, "*.eml") : [];
}
