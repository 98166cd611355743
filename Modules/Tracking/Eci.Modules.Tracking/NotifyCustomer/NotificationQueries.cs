using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Tracking.Data;
using Eci.Persistence;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Tracking.NotifyCustomer;

/// <summary>What a decision about a mail reads. One object per host: a compiled query belongs to one model.</summary>
internal sealed class NotificationQueries
{
    private readonly Func<EciDbContext, string, Task<NotificationFacts?>> _facts =
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
                AppId = e.AppId ?? p.Events.Where(x => x.AppId != null).OrderByDescending(x => x.Time).Select(x => x.AppId).FirstOrDefault(),
                PackageState = p.State,
                Carrier = p.Carrier,
                TrackingId = p.TrackingId,
                CarrierTrackingUrl = p.CarrierTrackingUrl,
                OrderNumber = o!.OrderNumber,
                TrackingToken = o.TrackingToken,
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

    private readonly Func<EciDbContext, string, IAsyncEnumerable<Brand>> _brands =
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

    private readonly Func<EciDbContext, string, PackageState, IAsyncEnumerable<EmailTemplate>> _ownTemplates =
        EF.CompileAsyncQuery((EciDbContext db, string emailAppId, PackageState state) =>
            db.Set<EmailTemplate>().AsNoTracking().Where(t => t.EmailAppId == emailAppId && t.State == state));

    /// <summary>The facts about an event, or null when it does not exist. One statement.</summary>
    public Task<NotificationFacts?> FactsAsync(EciDbContext database, string packageEventId) => _facts(database, packageEventId);

    /// <summary>The brand that writes for a carrier app: an active one with an e-mail app before any other. One statement.</summary>
    public async Task<Brand?> BrandAsync(EciDbContext database, string appId, DateTimeOffset now)
    {
        Brand? best = null;
        await foreach (var brand in _brands(database, appId))
        {
            if (best is null || brand.Rank(now) > best.Rank(now))
                best = brand;
        }

        return best;
    }

    /// <summary>The tenant's own templates for a state, in all languages. One statement.</summary>
    public IAsyncEnumerable<EmailTemplate> OwnTemplates(EciDbContext database, string emailAppId, PackageState state) =>
        _ownTemplates(database, emailAppId, state);
}
