using Eci.CrashTests.Harness;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.CrashTests;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
[Category("Crash")]
internal sealed class A_mail_folder_that_cannot_be_used_for_a_while(DatabaseKind kind) : CrashFixture(kind, Parcels)
{
    private const int Parcels = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [TestCase(false)]
    [TestCase(true)]
    public async Task Delays_the_mails_and_sends_each_once(bool fromTheStart)
    {
        if (fromTheStart)
            Mails.Close();
        var hub = await Hosts.StartAsync(Options("hub"));
        using var carrier = new DpdCarrier(Ledger, () => hub.Address);
        carrier.Start(Take(Parcels / 2), Connections);
        if (!fromTheStart)
        {
            await Eventually.Async(() => Mails.Mails.Count > 0, Patience, "the first mail");
            Mails.Close();
        }

        await Eventually.Async(
            async () => await Records.CountAsync("SELECT count(*) FROM messaging_delivery WHERE attempts > 1") > 0, Patience, "a mail that failed is tried again");
        Mails.Open();
        await carrier.FinishAsync();
        await AuditAsync();
    }
}
