using System.Text.Json;
using Eci.Commerce;
using Eci.Core;
using Eci.IntegrationTests.Tracking;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.CanonicalModel;

/// <summary>A host that is asked about the canonical model, with counted statements.</summary>
internal abstract class CommerceFixture(DatabaseKind kind) : TrackingFixture(kind)
{
    protected StatementCounter Statements { get; } = new();

    protected override void Configure(EciTestHostOptions options) =>
        options.Services = services => services.AddSingleton<IInterceptor>(Statements);

    /// <summary>Asks GraphQL; fails when the answer has errors.</summary>
    protected async Task<JsonElement> DataAsync(string query, string key, object? variables = null)
    {
        var answer = await AskAsync(query, key, variables);
        Assert.That(answer.TryGetProperty("errors", out var errors), Is.False, errors.ToString());
        return answer.GetProperty("data");
    }

    /// <summary>Statements that a question takes.</summary>
    protected async Task<int> StatementsAsync(string query, string key, object? variables = null)
    {
        var before = Statements.Count;
        await DataAsync(query, key, variables);
        return Statements.Count - before;
    }

    /// <summary>
    /// Gives a shop so many contacts, each with an order, a package, an event and a mail. Rows of one call are stored at the same moment.
    /// </summary>
    protected Task AddStoriesAsync(Shop shop, int count) => StoreAsync(database =>
    {
        for (var i = 0; i < count; i++)
        {
            var number = NextNumber();
            var day = new DateTimeOffset(2026, 2, 1 + (i % 3), 9, 0, 0, TimeSpan.Zero);
            var contact = new Contact { Id = Ids.New(IdPrefix.Contact), TenantId = shop.TenantId, Email = $"grace.{number}@example.com", LastName = "Hopper" };
            var address = new Address { Id = Ids.New(IdPrefix.Address), TenantId = shop.TenantId, City = "Köln", NormalizedName = number };
            var order = new Order
            {
                Id = Ids.New(IdPrefix.Order),
                TenantId = shop.TenantId,
                OrderNumber = $"S-{number}",
                Date = day,
                MainContactId = contact.Id,
                ShippingAddressId = address.Id,
            };
            var package = new Package { Id = Ids.New(IdPrefix.Package), TenantId = shop.TenantId, Carrier = Carrier.Dpd, TrackingId = number, OrderId = order.Id };
            var scan = EventOf(package, day);
            database.AddRange(contact, address, order, package, scan, MailOf(scan));
        }
    });

    protected static PackageEvent EventOf(Package package, DateTimeOffset time, PackageState state = PackageState.InTransit, PackageState? movedFrom = PackageState.Init) => new()
    {
        Id = Ids.New(IdPrefix.Event),
        TenantId = package.TenantId,
        PackageId = package.Id,
        Time = time,
        TimeOffsetMinutes = 60,
        State = state,
        RawCode = "code",
        AppId = "app_none",
        MovedFrom = movedFrom,
        RecordedAt = time,
    };

    protected static TransactionalEmail MailOf(PackageEvent scan, NotSentReason? reason = null) => new()
    {
        Id = Ids.New(IdPrefix.Email),
        TenantId = scan.TenantId,
        PackageId = scan.PackageId,
        PackageEventId = scan.Id,
        State = scan.State,
        Status = reason is null ? TransactionalEmailStatus.Sent : TransactionalEmailStatus.NotSent,
        Reason = reason,
        Language = reason is null ? "de" : null,
        Time = scan.Time,
    };
}

/// <summary>A host that only answers: workers and schedulers have statements of their own.</summary>
internal abstract class AnsweringHostFixture(DatabaseKind kind) : CommerceFixture(kind)
{
    protected override void Configure(EciTestHostOptions options)
    {
        base.Configure(options);
        options.Settings["Eci:Roles"] = "api,migrate";
    }
}
