using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Dpd;
using Eci.Modules.Tracking.Contracts;
using Eci.Modules.Tracking.Data;
using Eci.Persistence;
using Eci.Vocabulary;

namespace Eci.IntegrationTests.Tracking;

/// <summary>A tenant with everything that tracking needs, and the rows it is made of before they are stored.</summary>
internal sealed class Shop
{
    private static readonly DateTimeOffset LongPaid = new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public Shop(string number)
    {
        TenantId = $"pk_{number}";
        Key = $"key_{number}";
        CarrierApp = DpdModule.NewApp($"app_dpd_{number}", TenantId, "DPD");
        EmailApp = new TrackingEmailApp { Id = $"app_mail_{number}", TenantId = TenantId, Name = "Mails", Settings = Settings };
        Subscription = new Subscription { Id = $"sub_{number}", TenantId = TenantId, PaidUntil = LongPaid };
        Integration = new TrackingIntegration { Id = $"int_{number}", TenantId = TenantId, Name = "Tracking", SubscriptionId = Subscription.Id };
        Contact = new Contact { Id = $"c_{number}", TenantId = TenantId, Email = $"ada.{number}@example.com", FirstName = "Ada", LastName = "Lovelace" };
        Order = new Order { Id = $"o_{number}", TenantId = TenantId, OrderNumber = $"O-{number}", Language = "de", MainContactId = Contact.Id };
        Package = new Package { Id = $"pa_{number}", TenantId = TenantId, Carrier = Carrier.Dpd, TrackingId = number, OrderId = Order.Id };
        EmailLink = new IntegrationApp { TenantId = TenantId, IntegrationId = Integration.Id, AppId = EmailApp.Id, Role = IntegrationRole.Email };
    }

    public static TrackingEmailSettings Settings { get; } =
        new(Sender: "post@example.com", SenderName: "Kaufhaus", ReplyTo: "hilfe@example.com", ShopName: "Kaufhaus", DefaultLanguage: "fr");

    public string TenantId { get; }

    /// <summary>An API key with every scope.</summary>
    public string Key { get; }

    public App CarrierApp { get; }

    public TrackingEmailApp EmailApp { get; }

    public Subscription Subscription { get; }

    public TrackingIntegration Integration { get; }

    public Contact Contact { get; }

    public Order Order { get; }

    public Package Package { get; }

    /// <summary>Joins the e-mail app to the integration; null: it is not joined.</summary>
    public IntegrationApp? EmailLink { get; set; }

    /// <summary>The tenant's own templates.</summary>
    public List<EmailTemplate> Templates { get; } = [];

    public void AddTo(EciDbContext database)
    {
        database.Add(new Tenant { Id = TenantId, Name = TenantId });
        database.Add(new ApiKey { Id = $"ak_{Key}", TenantId = TenantId, Name = "Test", Hash = ApiKey.HashOf(Key), Scopes = DemoTenant.AllScopes });
        database.AddRange(Subscription, CarrierApp, EmailApp, Integration, Contact, Order, Package);
        database.Add(new IntegrationApp { TenantId = TenantId, IntegrationId = Integration.Id, AppId = CarrierApp.Id, Role = IntegrationRole.Carrier });
        if (EmailLink is not null)
            database.Add(EmailLink);
        database.AddRange(Templates);
    }

    /// <summary>A scan of the package, so many hours after the start of a day.</summary>
    public PackageUpdate Scan(PackageState state, double hour = 8, string? code = null) => new(
        TenantId,
        Package.Carrier,
        Package.TrackingId,
        new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.FromHours(1)).AddHours(hour),
        state,
        code ?? WireName.Of(state),
        CarrierApp.Id);

    public EmailTemplate Template(PackageState state, string language, string subject, string html = "<p>html</p>", string text = "text") => new()
    {
        Id = Ids.New(IdPrefix.EmailTemplate),
        TenantId = TenantId,
        EmailAppId = EmailApp.Id,
        State = state,
        Language = language,
        Subject = subject,
        Html = html,
        Text = text,
    };
}
