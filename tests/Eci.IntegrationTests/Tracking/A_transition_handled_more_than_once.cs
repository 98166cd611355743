using Eci.Commerce;
using Eci.Messaging.Operations;
using Eci.Modules.Tracking.Contracts;
using Eci.Modules.Tracking.Data;
using Eci.Modules.Tracking.NotifyCustomer;
using Eci.Persistence;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using static Eci.Vocabulary.PackageState;

namespace Eci.IntegrationTests.Tracking;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class A_transition_handled_more_than_once(DatabaseKind kind) : TrackingFixture(kind)
{
    [Test]
    public async Task Is_mailed_once_when_it_comes_again()
    {
        var shop = await AddShopAsync();
        await TellAsync(shop.Scan(InTransit));
        var transition = await TransitionAsync(shop);
        await TellAsync(transition, transition, transition);
        await TellAsync(transition);

        Assert.That(await MailsAsync(shop), Has.Count.EqualTo(1));
        Assert.That(await DecisionsAsync(shop), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Is_mailed_once_when_several_workers_handle_it_at_once()
    {
        var shop = await AddShopAsync();
        await TellAsync(shop.Scan(InTransit));
        var transition = await TransitionAsync(shop);
        await StoreAsync(db => db.RemoveRange(db.Set<TransactionalEmail>().Where(m => m.PackageId == shop.Package.Id)));
        foreach (var file in Directory.GetFiles(Host.MailFolder))
            File.Delete(file);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => HandleAsync(transition))));
        Assert.That(await MailsAsync(shop), Has.Count.EqualTo(1));
        var decision = (await DecisionsAsync(shop)).Single();
        Assert.That(decision.Status, Is.EqualTo(TransactionalEmailStatus.Sent));
        Assert.That(outcomes.OfType<NotificationEmailSent>(), Is.EqualTo(new[]
        {
            new NotificationEmailSent(shop.TenantId, shop.Package.Id, transition.PackageEventId, decision.Id, InTransit, outcomes.First(o => o is not null)!.SentAt),
        }));
    }

    [TestCase("Broken {{ order_number", "<p>html</p>", "text", "subject")]
    [TestCase("Subject", "{% for i in (1..99999) %}x{% endfor %}", "text", "HTML part")]
    [TestCase("Subject", "<p>html</p>", "{{ carrier | teleport }}", "text part")]
    public async Task Waits_as_a_dead_letter_with_a_clear_reason_while_the_tenants_template_is_broken(string subject, string html, string text, string part)
    {
        var shop = await AddShopAsync(s => s.Templates.Add(s.Template(InTransit, "de", subject, html, text)));
        await TellAsync(shop.Scan(InTransit));
        Assert.That((await PackageAsync(shop)).State, Is.EqualTo(InTransit));
        Assert.That(await EventsAsync(shop), Has.Count.EqualTo(1));
        Assert.That(await MailsAsync(shop), Is.Empty);

        var letters = Host.Services.GetRequiredService<DeadLetterService>();
        var letter = (await letters.ListAsync(new DeadLetterFilter(TenantId: shop.TenantId), CancellationToken.None)).Single();
        Assert.That(letter.Error, Does.Contain($"The mail template's {part} cannot be used: ").And.Not.Contain(shop.Contact.Email));
        Assert.That(letter.Attempts, Is.EqualTo(1), "Repeating would not help.");

        await StoreAsync(db =>
        {
            var template = db.Set<EmailTemplate>().Single(t => t.TenantId == shop.TenantId);
            (template.Subject, template.Html, template.Text) = ("Geheilt", "<p>html</p>", "text");
        });
        Assert.That(await letters.ReplayAsync(letter.Id, CancellationToken.None), Is.EqualTo(ReplayResult.Replayed));
        await SettleAsync();
        Assert.That((await MailsAsync(shop)).Single().Subject, Is.EqualTo("Geheilt"));
    }

    private async Task<PackageStateTransition> TransitionAsync(Shop shop)
    {
        var moved = (await EventsAsync(shop)).Single();
        return new PackageStateTransition(shop.TenantId, shop.Package.Id, moved.Id, moved.MovedFrom!.Value, moved.State, moved.Time, moved.RecordedAt);
    }

    /// <summary>Handles the transition in a unit of work of its own; null when another was faster.</summary>
    private async Task<NotificationEmailSent?> HandleAsync(PackageStateTransition transition)
    {
        try
        {
            return await Host.InScopeAsync(
                async services =>
                {
                    var sent = await ActivatorUtilities.CreateInstance<CustomerNotifier>(services)
                        .HandleAsync(transition, new EventContext(Guid.NewGuid(), 1, transition.RecordedAt), CancellationToken.None);
                    await services.GetRequiredService<EciDbContext>().SaveChangesAsync();
                    return sent;
                },
                transition.TenantId);
        }
        catch (DbUpdateException)
        {
            return null;
        }
    }
}
