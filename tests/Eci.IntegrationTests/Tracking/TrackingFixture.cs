using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Tracking.Contracts;
using Eci.Persistence;
using Eci.Testing.Servers;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using NUnit.Framework;

namespace Eci.IntegrationTests.Tracking;

/// <summary>News about packages in one host; every test uses a tenant of its own.</summary>
internal abstract class TrackingFixture(DatabaseKind kind) : HostFixture(kind)
{
    /// <summary>Stores a tenant with an order and a package, without announcing the package.</summary>
    protected async Task<Shop> AddShopAsync(Action<Shop>? change = null)
    {
        var shop = new Shop(NextNumber());
        change?.Invoke(shop);
        await StoreAsync(shop.AddTo);
        return shop;
    }

    /// <summary>Writes rows of any tenant.</summary>
    protected Task<int> StoreAsync(Action<EciDbContext> add) => Host.QueryAsync(database =>
    {
        add(database);
        return database.SaveChangesAsync();
    });

    /// <summary>Publishes messages in one transaction and waits until they, and what follows from them, are handled.</summary>
    protected async Task TellAsync(params object[] messages)
    {
        await Host.InScopeAsync(async services =>
        {
            var publish = services.GetRequiredService<IPublishEndpoint>();
            foreach (var message in messages)
                await publish.Publish(message, message.GetType());
            return await services.GetRequiredService<EciDbContext>().SaveChangesAsync();
        });
        await SettleAsync();
    }

    /// <summary>Tells of scans one after the other.</summary>
    protected async Task TellInTurnAsync(params PackageUpdate[] scans)
    {
        foreach (var scan in scans)
            await TellAsync(scan);
    }

    protected Task<Package> PackageAsync(Shop shop) =>
        Host.QueryAsync(db => db.Set<Package>().AsNoTracking().SingleAsync(p => p.Id == shop.Package.Id));

    protected Task<List<PackageEvent>> EventsAsync(Shop shop) =>
        Host.QueryAsync(db => db.Set<PackageEvent>().AsNoTracking().Where(e => e.PackageId == shop.Package.Id).OrderBy(e => e.Time).ToListAsync());

    /// <summary>The decisions about mails, in the order of the events they are about.</summary>
    protected Task<List<TransactionalEmail>> DecisionsAsync(Shop shop) => Host.QueryAsync(db => db.Set<TransactionalEmail>().AsNoTracking()
        .Where(m => m.PackageId == shop.Package.Id).OrderBy(m => m.PackageEvent!.Time).ToListAsync());

    protected Task<long> MessagesAsync(Shop shop, string topic) =>
        Host.ScalarAsync($"SELECT count(*) FROM messaging_message WHERE tenant_id = '{shop.TenantId}' AND topic = '{topic}'");

    protected Task<long> TransitionsAsync(Shop shop) => MessagesAsync(shop, "tracking.package.state.transition");

    /// <summary>The reasons that were published for the shop's packages, in order.</summary>
    protected async Task<List<string>> ReasonsAsync(Shop shop)
    {
        var bodies = await Host.QueryAsync(db => db.Database.SqlQuery<string>(
            $"SELECT body AS \"Value\" FROM messaging_message WHERE topic = 'tracking.package.attention' AND tenant_id = {shop.TenantId} ORDER BY created_at").ToListAsync());
        return [.. bodies.Select(body => JsonDocument.Parse(body).RootElement.GetProperty("message").GetProperty("reason").GetString()!)];
    }

    /// <summary>The code of the only error of an answer.</summary>
    protected static string? CodeOf(JsonElement answer) =>
        answer.GetProperty("errors").EnumerateArray().Single().GetProperty("extensions").GetProperty("code").GetString();

    /// <summary>An API key of the shop with these scopes.</summary>
    protected async Task<string> NewKeyAsync(Shop shop, string scopes)
    {
        var key = $"key_{NextNumber()}";
        await StoreAsync(db => db.Add(new ApiKey
        {
            Id = Ids.New(IdPrefix.ApiKey),
            TenantId = shop.TenantId,
            Name = "Other",
            Hash = ApiKey.HashOf(key),
            Scopes = scopes,
        }));
        return key;
    }

    /// <summary>The mails in the pickup folder that went to the shop's customer.</summary>
    protected async Task<List<MimeMessage>> MailsAsync(Shop shop)
    {
        var mails = new List<MimeMessage>();
        foreach (var file in Directory.Exists(Host.MailFolder) ? Directory.GetFiles(Host.MailFolder, "*.eml") : [])
        {
            var mail = await MimeMessage.LoadAsync(file);
            if (mail.To.Mailboxes.Any(m => m.Address == shop.Contact.Email))
                mails.Add(mail);
        }

        return mails;
    }

    /// <summary>Asks GraphQL; the answer is its whole body.</summary>
    protected async Task<JsonElement> AskAsync(string query, string? key, object? variables = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/graphql") { Content = JsonContent.Create(new { query, variables }) };
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await Host.Client.SendAsync(request);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>What GraphQL tells of the mails about the events of the shop's package.</summary>
    protected async Task<List<JsonElement>> SentEmailsAsync(Shop shop)
    {
        var answer = await AskAsync(
            "query ($id: ID!) { packageByTrackingId(trackingId: $id) { events { state sentEmail { status reason email language subject } } } }",
            shop.Key,
            new { id = shop.Package.TrackingId });
        Assert.That(answer.TryGetProperty("errors", out var errors), Is.False, errors.ToString());
        return [.. answer.GetProperty("data").GetProperty("packageByTrackingId").GetProperty("events").EnumerateArray().Select(e => e.GetProperty("sentEmail"))];
    }
}
