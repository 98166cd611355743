using Eci.Commerce;
using Eci.Core;
using Eci.Mail;
using Eci.Messaging;
using Eci.Modules.Tracking.Contracts;
using Eci.Persistence;

namespace Eci.Modules.Tracking.NotifyCustomer;

/// <summary>
/// Tells the customer about a transition, or stores why not. The mail's id is computed from the event, so an attempt that is repeated
/// after a crash carries the same id and the provider can recognise it.
/// </summary>
internal sealed class CustomerNotifier(
    EciDbContext database,
    NotificationQueries queries,
    NotificationPlanner planner,
    IMailProvider mail,
    TrackingMetrics metrics,
    ICrashPoint crash,
    TimeProvider time)
    : IEventHandler<PackageStateTransition, NotificationEmailSent>
{
    public async Task<NotificationEmailSent?> HandleAsync(PackageStateTransition message, EventContext context, CancellationToken cancellationToken)
    {
        var facts = await queries.FactsAsync(database, message.PackageEventId)
            ?? throw new PermanentFailureException($"The package event {message.PackageEventId} does not exist.");
        if (facts.Decided)
            return null;

        var id = Ids.Of(IdPrefix.Email, message.PackageEventId);
        var plan = await planner.PlanAsync(message, facts, id);
        if (plan.Mail is null)
        {
            Record(message, facts, plan, id, receipt: null);
            return null;
        }

        var receipt = await SendAsync(plan.Mail, context, cancellationToken);
        crash.Reach(CrashPoints.MailSent);
        if (receipt is null)
        {
            Record(message, facts, plan with { Reason = NotSentReason.Rejected }, id, receipt: null);
            return null;
        }

        var stored = Record(message, facts, plan, id, receipt);
        metrics.ScanToMail(stored.Time - message.Time);
        return new NotificationEmailSent(message.TenantId, message.PackageId, message.PackageEventId, stored.Id, message.State, stored.Time);
    }

    /// <summary>Null when the recipient's address is none.</summary>
    private async Task<MailReceipt?> SendAsync(MailMessage message, EventContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await mail.SendAsync(message, context.Attempt, cancellationToken);
        }
        catch (MailRejectedException)
        {
            return null;
        }
    }

    private TransactionalEmail Record(PackageStateTransition message, NotificationFacts facts, NotificationPlan plan, string id, MailReceipt? receipt)
    {
        var stored = new TransactionalEmail
        {
            Id = id,
            TenantId = message.TenantId,
            PackageId = message.PackageId,
            PackageEventId = message.PackageEventId,
            State = facts.State,
            Status = plan.Reason is null ? TransactionalEmailStatus.Sent : TransactionalEmailStatus.NotSent,
            Reason = plan.Reason,
            Email = facts.Email,
            Language = plan.Language,
            Subject = plan.Mail?.Subject,
            ProviderMessageId = receipt?.ProviderMessageId,
            Time = time.GetUtcNow(),
            TraceId = TraceBaggage.CurrentId,
        };
        database.Add(stored);
        metrics.Mail(facts.State, plan.Reason is { } reason ? Vocabulary.WireName.Of(reason) : "SENT");
        return stored;
    }
}
