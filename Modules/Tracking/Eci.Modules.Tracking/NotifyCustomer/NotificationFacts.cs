using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Tracking.Data;
using Eci.Persistence;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Tracking.NotifyCustomer;

/// <summary>What the decision about a mail needs to know of event, package and order.</summary>
internal sealed record NotificationFacts
{
    public required PackageState State { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required short TimeOffsetMinutes { get; init; }

    public string? Location { get; init; }

    public string? Message { get; init; }

    public string? AppId { get; init; }

    public required PackageState PackageState { get; init; }

    public required Carrier Carrier { get; init; }

    public required string TrackingId { get; init; }

    public string? CarrierTrackingUrl { get; init; }

    public string? OrderNumber { get; init; }

    public string? Language { get; init; }

    public bool NotificationsEnabled { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Email { get; init; }

    public bool Consent { get; init; }

    /// <summary>The event has its decision already.</summary>
    public required bool Decided { get; init; }

    /// <summary>The customer was told about this state before.</summary>
    public required bool AlreadySent { get; init; }

    private static readonly Func<EciDbContext, string, Task<NotificationFacts?>> Query =
        EF.CompileAsyncQuery((EciDbContext db, string eventId) => (
            from e in db.Set<PackageEvent>()
            join p in db.Set<Package>() on e.PackageId equals p.Id
            join o in db.Set<Order>() on p.OrderId equals o.Id into orders
            from o in orders.DefaultIfEmpty()
            join c in db.Set<Contact>() on o!.MainContactId equals c.Id into contacts
            from c in contacts.DefaultIfEmpty()
            where e.Id == eventId
            select new NotificationFacts
            {
                State = e.State,
                Time = e.Time,
                TimeOffsetMinutes = e.TimeOffsetMinutes,
                Location = e.Location,
                Message = e.Message,
                AppId = e.AppId,
                PackageState = p.State,
                Carrier = p.Carrier,
                TrackingId = p.TrackingId,
                CarrierTrackingUrl = p.CarrierTrackingUrl,
                OrderNumber = o!.OrderNumber,
                Language = o.Language,
                NotificationsEnabled = (bool?)o.TrackingNotificationsEnabled ?? false,
                FirstName = o.FirstName ?? c!.FirstName,
                LastName = o.LastName ?? c!.LastName,
                Email = c!.Email,
                Consent = (bool?)c.TrackingEmailsConsent ?? false,
                Decided = db.Set<TransactionalEmail>().Any(m => m.PackageEventId == e.Id),
                AlreadySent = db.Set<TransactionalEmail>().Any(
                    m => m.PackageId == p.Id && m.State == e.State && m.Status == TransactionalEmailStatus.Sent),
            }).SingleOrDefault());

    /// <summary>The facts about an event, or null when it does not exist. One statement.</summary>
    public static Task<NotificationFacts?> LoadAsync(EciDbContext database, string packageEventId) => Query(database, packageEventId);
}

/// <summary>Who writes: the e-mail app joined with the carrier app through a tracking integration.</summary>
internal sealed record Brand
{
    public required string? EmailAppId { get; init; }

    public required TrackingEmailSettings? Settings { get; init; }

    public required bool Enabled { get; init; }

    public required DateTimeOffset? PaidUntil { get; init; }

    private static readonly Func<EciDbContext, string, IAsyncEnumerable<Brand>> Query =
        EF.CompileAsyncQuery((EciDbContext db, string appId) =>
            from carrier in db.Set<IntegrationApp>()
            join i in db.Set<TrackingIntegration>() on carrier.IntegrationId equals i.Id
            join s in db.Set<Subscription>() on i.SubscriptionId equals s.Id into subscriptions
            from s in subscriptions.DefaultIfEmpty()
            join email in db.Set<IntegrationApp>().Where(l => l.Role == IntegrationRole.Email)
                on i.Id equals email.IntegrationId into emails
            from email in emails.DefaultIfEmpty()
            join app in db.Set<TrackingEmailApp>().Where(a => a.Enabled) on email!.AppId equals app.Id into apps
            from app in apps.DefaultIfEmpty()
            where carrier.AppId == appId && carrier.Role == IntegrationRole.Carrier
            orderby i.Id
            select new Brand { EmailAppId = app!.Id, Settings = app.Settings, Enabled = i.Enabled, PaidUntil = s!.PaidUntil });

    public bool IsActive(DateTimeOffset now) => Enabled && PaidUntil > now;

    /// <summary>The brand that writes for a carrier app: an active one with an e-mail app before any other. One statement.</summary>
    public static async Task<Brand?> LoadAsync(EciDbContext database, string appId, DateTimeOffset now)
    {
        Brand? best = null;
        await foreach (var brand in Query(database, appId))
        {
            if (best is null || Rank(brand, now) > Rank(best, now))
                best = brand;
        }

        return best;
    }

    private static int Rank(Brand brand, DateTimeOffset now) => (brand.IsActive(now) ? 2 : 0) + (brand.Settings is not null ? 1 : 0);
}
