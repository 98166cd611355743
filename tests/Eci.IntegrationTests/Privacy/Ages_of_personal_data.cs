using Eci.Commerce;
using Eci.Commerce.Api.Privacy;
using Eci.Core;
using Eci.IntegrationTests.Tracking;
using Eci.Modules.Tracking.Data;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Eci.IntegrationTests.Privacy;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Ages_of_personal_data(DatabaseKind kind) : PrivacyFixture(kind)
{
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    [TearDown]
    public void Keep() => Options.MailRetention = Options.AuditRetention = null;

    private PrivacyOptions Options => Host.Services.GetRequiredService<IOptions<PrivacyOptions>>().Value;

    [Test]
    public async Task Take_recipient_and_subject_out_of_old_mails()
    {
        var shop = await AddShopAsync();
        await AddMailsAsync(shop, 1005, ageInDays: 31);
        await AddMailsAsync(shop, 1, ageInDays: 29);
        await RunJobAsync("privacy-mails");
        Assert.That(await NamedMailsAsync(shop), Is.EqualTo(1006), "Nothing is taken out unless somebody asks for it.");

        Options.MailRetention = TimeSpan.FromDays(30);
        await RunJobAsync("privacy-mails");
        Assert.That(await NamedMailsAsync(shop), Is.EqualTo(1));
        Assert.That(await Host.ScalarAsync($"SELECT count(*) FROM commerce_transactional_email WHERE tenant_id = '{shop.TenantId}'"), Is.EqualTo(1006));
    }

    [Test]
    public async Task Delete_old_entries_of_the_audit_log()
    {
        var shop = await AddShopAsync();
        await StoreAsync(db => db.AddRange(Enumerable.Range(0, 1005).Select(_ => NewEntry(shop, 31)).Append(NewEntry(shop, 29))));
        await RunJobAsync("privacy-audit");
        Assert.That(await EntriesAsync(shop), Is.EqualTo(1006), "Nothing is deleted unless somebody asks for it.");
        Options.AuditRetention = TimeSpan.FromDays(30);
        await RunJobAsync("privacy-audit");
        Assert.That(await EntriesAsync(shop), Is.EqualTo(1));
    }

    [Test]
    public async Task Drop_old_news_that_nobody_understands()
    {
        var shop = await AddShopAsync();
        await StoreAsync(db => db.AddRange(Enumerable.Range(0, 1005).Select(_ => NewNews(shop, 91)).Append(NewNews(shop, 89))));
        await RunJobAsync("tracking-unmapped-news");
        Assert.That(await Host.ScalarAsync($"SELECT count(*) FROM tracking_unmapped_news WHERE tenant_id = '{shop.TenantId}'"), Is.EqualTo(1));
    }

    [TestCase("0.00:30:00", null, "Eci:Privacy:MailRetention")]
    [TestCase(null, "-1.00:00:00", "Eci:Privacy:AuditRetention")]
    public void Are_at_least_a_day(string? mails, string? audit, string key)
    {
        var options = new PrivacyOptions { MailRetention = mails is null ? null : Of(mails), AuditRetention = audit is null ? null : Of(audit) };
        Assert.That(new PrivacyOptionsValidator().Validate(null, options).FailureMessage, Does.Contain(key));
        Assert.That(new PrivacyOptionsValidator().Validate(null, new PrivacyOptions()).Succeeded, Is.True);
    }

    protected override void Configure(EciTestHostOptions options)
    {
        options.Settings["Eci:Roles"] = "api";
        options.Time = _time;
    }

    private static TimeSpan Of(string text) => TimeSpan.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private DateTimeOffset Ago(int days) => _time.GetUtcNow() - TimeSpan.FromDays(days);

    private Task<int> AddMailsAsync(Shop shop, int count, int ageInDays) => StoreAsync(db =>
    {
        for (var i = 0; i < count; i++)
        {
            var about = new PackageEvent
            {
                Id = Ids.New(IdPrefix.Event),
                TenantId = shop.TenantId,
                PackageId = shop.Package.Id,
                Time = Ago(ageInDays).AddSeconds(i),
                TimeOffsetMinutes = 0,
                State = PackageState.InTransit,
                RawCode = "1",
                RecordedAt = Ago(ageInDays),
            };
            db.Add(about);
            db.Add(new TransactionalEmail
            {
                Id = Ids.New(IdPrefix.Email),
                TenantId = shop.TenantId,
                PackageId = shop.Package.Id,
                PackageEventId = about.Id,
                State = about.State,
                Status = TransactionalEmailStatus.NotSent,
                Email = shop.Contact.Email,
                Subject = "Ada",
                Time = Ago(ageInDays),
            });
        }
    });

    private Task<long> NamedMailsAsync(Shop shop) =>
        Host.ScalarAsync($"SELECT count(*) FROM commerce_transactional_email WHERE tenant_id = '{shop.TenantId}' AND (email IS NOT NULL OR subject IS NOT NULL)");

    private Task<int> EntriesAsync(Shop shop) => Host.QueryAsync(db => db.Set<AuditEntry>().CountAsync(a => a.TenantId == shop.TenantId));

    private AuditEntry NewEntry(Shop shop, int ageInDays) => new()
    {
        Id = Ids.New(IdPrefix.Audit),
        TenantId = shop.TenantId,
        Time = Ago(ageInDays),
        Actor = "key ak_test",
        Action = "changed",
        Subject = "Tenant",
    };

    private UnmappedNews NewNews(Shop shop, int ageInDays) => new()
    {
        Id = Ids.New(IdPrefix.Event),
        TenantId = shop.TenantId,
        Carrier = Carrier.Dpd,
        AppId = shop.CarrierApp.Id,
        TrackingId = "1",
        RawCode = "1",
        SourceEventId = "1",
        Reason = UnmappedReason.UnknownStatus,
        ReceivedAt = Ago(ageInDays),
    };
}
