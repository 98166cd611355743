using System.Globalization;
using Eci.Commerce;
using Eci.Mail;
using Eci.Modules.Tracking.Contracts;
using Eci.Modules.Tracking.Data;
using Eci.Modules.Tracking.TrackingPage;
using Eci.Persistence;
using Microsoft.Extensions.Options;

namespace Eci.Modules.Tracking.NotifyCustomer;

/// <summary>What to do about a transition: exactly one of a mail and a reason against it.</summary>
internal sealed record NotificationPlan(MailMessage? Mail, string? Language, NotSentReason? Reason)
{
    public static NotificationPlan Not(NotSentReason reason) => new(Mail: null, Language: null, reason);
}

/// <summary>Decides whether a customer is told about a transition, and writes the mail.</summary>
internal sealed class NotificationPlanner(
    EciDbContext database,
    NotificationQueries queries,
    TemplateSelector templates,
    MailTemplateRenderer renderer,
    TrackingPageLink page,
    IOptions<TrackingOptions> options,
    TimeProvider time)
{
    /// <param name="transition">The move.</param>
    /// <param name="facts">Event, package and order.</param>
    /// <param name="mailId">Id of the mail, the same for every attempt.</param>
    public async Task<NotificationPlan> PlanAsync(PackageStateTransition transition, NotificationFacts facts, string mailId)
    {
        if (ReasonAgainst(transition, facts) is { } reason)
            return NotificationPlan.Not(reason);

        var now = time.GetUtcNow();
        var brand = facts.AppId is null ? null : await queries.BrandAsync(database, facts.AppId, now);
        if (brand is not null && !brand.IsActive(now))
            return NotificationPlan.Not(NotSentReason.IntegrationInactive);
        if (brand is not { EmailAppId: { } emailAppId, Settings: { } settings })
            return NotificationPlan.Not(NotSentReason.NoEmailApp);
        if (await templates.SelectAsync(emailAppId, settings, facts.State, facts.Language) is not { } chosen)
            return NotificationPlan.Not(NotSentReason.NoTemplate);
        return new NotificationPlan(Compose(facts, settings, chosen, mailId), chosen.Language, Reason: null);
    }

    /// <summary>Null for locations without letters: the number of a depot means nothing to a customer.</summary>
    internal static string? NameOfPlace(string? location) => location?.Any(char.IsLetter) is true ? location : null;

    private NotSentReason? ReasonAgainst(PackageStateTransition transition, NotificationFacts facts)
    {
        if (facts.AlreadySent)
            return NotSentReason.AlreadySent;
        if (transition.IsHistory)
            return NotSentReason.OldNews;
        if (facts.OrderNumber is null)
            return NotSentReason.NoOrder;
        if (!facts.NotificationsEnabled)
            return NotSentReason.NotificationsDisabled;
        if (string.IsNullOrWhiteSpace(facts.Email))
            return NotSentReason.NoRecipient;
        if (!facts.Consent)
            return NotSentReason.NoConsent;
        var waited = time.GetUtcNow() - transition.RecordedAt;
        return facts.PackageState != facts.State && waited > options.Value.StaleAfter ? NotSentReason.Superseded : null;
    }

    private MailMessage Compose(NotificationFacts facts, TrackingEmailSettings settings, ChosenTemplate chosen, string mailId)
    {
        var culture = CultureInfo.GetCultureInfo(chosen.Language);
        var local = facts.Time.ToOffset(TimeSpan.FromMinutes(facts.TimeOffsetMinutes));
        var model = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["first_name"] = facts.FirstName,
            ["last_name"] = facts.LastName,
            ["carrier"] = CarrierNames.Of(facts.Carrier, chosen.Language),
            ["tracking_number"] = facts.TrackingId,
            ["tracking_url"] = facts.CarrierTrackingUrl ?? CarrierLinks.TrackingPage(facts.Carrier, facts.TrackingId, chosen.Language),
            ["tracking_page_url"] = facts.TrackingToken is { } token ? page.Of(token) : null,
            ["order_number"] = facts.OrderNumber,
            ["time"] = LocalTime.Format(local, chosen.Language),
            ["location"] = NameOfPlace(facts.Location),
            ["message"] = facts.Message,
            ["state"] = Vocabulary.WireName.Of(facts.State),
            ["shop_name"] = settings.ShopName,
        };
        var rendered = renderer.Render(chosen.Template, model, culture);
        return new MailMessage(
            mailId,
            settings.Sender,
            settings.SenderName,
            settings.ReplyTo,
            facts.Email!,
            string.Join(' ', new[] { facts.FirstName, facts.LastName }.Where(n => !string.IsNullOrWhiteSpace(n))),
            rendered.Subject,
            rendered.Html,
            rendered.Text);
    }
}
