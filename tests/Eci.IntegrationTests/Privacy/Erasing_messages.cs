using Eci.IntegrationTests.Tracking;
using Eci.Messaging.Storage;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using StoredDelivery = Eci.Messaging.Storage.Delivery;

namespace Eci.IntegrationTests.Privacy;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Erasing_messages(DatabaseKind kind) : PrivacyFixture(kind)
{
    [Test]
    public async Task Deletes_finished_ones_that_are_about_the_person_or_mention_her()
    {
        var shop = await AddShopAsync();
        var other = await AddShopAsync();
        Message[] hers =
        [
            NewMessage(shop, "{}", key: shop.Package.Id),
            NewMessage(shop, "{}", key: $"DPD/{shop.Package.TrackingId}"),
            NewMessage(shop, "{}", key: $"DHL/{shop.Package.TrackingId}"),
            NewMessage(shop, $$"""{"to":"{{shop.Contact.Email.ToUpperInvariant()}}"}"""),
            NewMessage(shop, """{"to":"Frau ADA Lovelace"}"""),
        ];
        Message[] others = [NewMessage(shop, """{"to":"Lovelace, Byron"}"""), NewMessage(other, $$"""{"to":"{{shop.Contact.Email}}"}"""), NewMessage(shop, "{}", key: "DPD/1")];
        await StoreAsync(db => db.AddRange([.. hers, .. others]));
        var counts = await EraseAsync(shop.Key, new { id = shop.Contact.Id, dryRun = false });
        Assert.That(counts["messages"], Is.EqualTo(hers.Length));
        Assert.That(await KeptAsync(hers), Is.Empty);
        Assert.That((await KeptAsync(others)).Select(m => m.Body), Is.EquivalentTo(others.Select(m => m.Body)));
    }

    [Test]
    public async Task Takes_her_data_out_of_hers_that_wait_and_deletes_all_once_they_are_handled()
    {
        var shop = await AddShopAsync();
        var byAddress = NewMessage(shop, $$"""{"email":"{{shop.Contact.Email}}","name":"Ada Lovelace","n":1}""");
        var byKey = NewMessage(shop, """{"receivedBy":"LOVELACE"}""", key: $"DPD/{shop.Package.TrackingId}");
        var namesakes = NewMessage(shop, """{"email":"else@example.com","name":"Ada Lovelace"}""");
        Message[] all = [byAddress, byKey, namesakes];
        await StoreAsync(db =>
        {
            db.AddRange(all);
            db.AddRange(NewDelivery(byAddress, $"FormatException: {shop.Contact.Email}"), NewDelivery(namesakes, lastError: null));
            db.Add(NewLetter(byKey, "No such person: Ada Lovelace."));
        });

        var counts = await EraseAsync(shop.Key, new { email = shop.Contact.Email, dryRun = false });
        Assert.That((counts["waitingMessages"], counts["errorTexts"], counts.ContainsKey("messages")), Is.EqualTo((3, 2, false)));
        var kept = (await KeptAsync(all)).ToDictionary(m => m.Id);
        Assert.That(kept[byAddress.Id].Body, Is.EqualTo("""{"messageId":"1","message":{"email":"erased@erased.invalid","name":"erased","n":1}}"""));
        Assert.That(kept[byKey.Id].Body, Is.EqualTo("""{"messageId":"1","message":{"receivedBy":"erased"}}"""));
        Assert.That(kept[namesakes.Id].Body, Is.EqualTo(namesakes.Body), "It may be somebody else's, and has to be handled.");
        Assert.That(
            await Host.QueryAsync(db => db.Set<StoredDelivery>().Where(d => d.MessageId == byAddress.Id).Select(d => d.LastError).SingleAsync()),
            Is.EqualTo("FormatException: erased@erased.invalid"));
        Assert.That(
            await Host.QueryAsync(db => db.Set<DeadLetter>().Where(d => d.MessageId == byKey.Id).Select(d => d.Error).SingleAsync()), Is.EqualTo("No such person: erased."));

        await RunJobAsync("messaging-retention");
        Assert.That(await KeptAsync(all), Has.Count.EqualTo(3), "They are still needed.");
        await StoreAsync(db =>
        {
            db.RemoveRange(db.Set<StoredDelivery>().Where(d => all.Select(m => m.Id).Contains(d.MessageId)));
            db.RemoveRange(db.Set<DeadLetter>().Where(d => d.MessageId == byKey.Id));
        });
        await RunJobAsync("messaging-retention");
        Assert.That(await KeptAsync(all), Is.Empty);
    }

    [Test]
    public async Task Finds_an_address_however_it_is_written_in_JSON()
    {
        var shop = await AddShopAsync(s =>
        {
            s.Contact.Email = $"ada+{s.TenantId}@example.com";
            (s.Contact.FirstName, s.Contact.LastName) = ("Ödön", "Größe");
        });
        Message[] hers = [NewMessage(shop, $$"""{"to":"ada\u002B{{shop.TenantId}}@example.com"}"""), NewMessage(shop, """{"to":"\u00D6D\u00D6N GR\u00D6\u00DFE"}""")];
        await StoreAsync(db => db.AddRange(hers));
        await EraseAsync(shop.Key, new { id = shop.Contact.Id, dryRun = false });
        Assert.That((await KeptAsync(hers)).Select(m => m.Body), Is.Empty);
    }

    protected override void Configure(EciTestHostOptions options) => options.Settings["Eci:Roles"] = "api";

    private static Message NewMessage(Shop shop, string message, string? key = null) => new()
    {
        Id = Guid.NewGuid(),
        Topic = "tracking.package.update",
        TenantId = shop.TenantId,
        Key = key,
        Body = $$$"""{"messageId":"1","message":{{{message}}}}""",
        CreatedAt = TimeProvider.System.GetUtcNow(),
    };

    private static StoredDelivery NewDelivery(Message message, string? lastError) =>
        new() { MessageId = message.Id, Endpoint = "tracking-package-events", DueAt = message.CreatedAt, LastError = lastError };

    private static DeadLetter NewLetter(Message message, string error) => new()
    {
        Id = $"dl_{message.Id:N}",
        MessageId = message.Id,
        Topic = message.Topic,
        TenantId = message.TenantId,
        Endpoint = "tracking-package-events",
        Attempts = 1,
        ErrorType = "FormatException",
        Error = error,
        FailedAt = message.CreatedAt,
    };

    private Task<List<Message>> KeptAsync(Message[] messages)
    {
        var ids = messages.Select(m => m.Id).ToList();
        return Host.QueryAsync(db => db.Set<Message>().AsNoTracking().Where(m => ids.Contains(m.Id)).ToListAsync());
    }
}
