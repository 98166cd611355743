using System.Text.Json.Nodes;
using Eci.Core;
using Eci.Management.Kinds;
using Eci.Modules.Saleor.Connection.Registration;
using Eci.Modules.Saleor.Webhooks;
using FluentValidation;

namespace Eci.Modules.Saleor.Connection;

/// <summary>Describes <see cref="SaleorApp"/>. Its credentials come from the shop, when that installs the app.</summary>
internal sealed class SaleorKind(ConnectionTrial trial) : AppKind<SaleorApp>
{
    private static readonly SaleorSettings Defaults = new();

    private static readonly KindRecord<SaleorSettings> SettingsRecord = new(
        SettingsName,
        new SaleorSettingsValidator(),
        KindField.Text("orderPrefix", "Order numbers of the hub are prefix, hyphen, the shop's number.", ifMissing: Defaults.OrderPrefix),
        KindField.Text("channel", "Slug of the only channel that is used; all when left out."),
        KindField.Text("defaultWarehouseId", "Saleor's id of the warehouse that fulfils lines without one."),
        KindField.Boolean("syncCustomers", "Customers and their addresses come into the hub.", Defaults.SyncCustomers),
        KindField.Boolean("syncProducts", "Products, variants, categories, prices and taxes come into the hub.", Defaults.SyncProducts),
        KindField.Boolean("syncOrders", "Orders and payments come into the hub.", Defaults.SyncOrders),
        KindField.Boolean("syncPackages", "Packages of the hub become fulfilments of the shop.", Defaults.SyncPackages),
        KindField.Choice("syncStock", "Who counts the stock: the shop, another system, or it is not exchanged.", Defaults.SyncStock),
        KindField.Number("requestsPerSecond", "How fast the shop is asked.", Defaults.RequestsPerSecond));

    public override string Kind => SaleorApp.Kind;

    public override string Label => "Saleor";

    public override string Role => IntegrationRole.Shop;

    public override KindRecord Settings => SettingsRecord;

    public override WebhookForm Webhook { get; } = new($"/api{SaleorEventEndpoint.Route}?webhook={{webhookId}}", TakesSecret: false);

    protected override SaleorApp Create(AppHead head, KindValues settings, KindValues credentials) => new()
    {
        Id = head.Id,
        TenantId = head.TenantId,
        Name = head.Name,
        Settings = SettingsRecord.Read(settings),
        Credentials = null,
    };

    protected override void Change(SaleorApp app, KindValues? settings, KindValues? credentials)
    {
        if (settings is not null)
            app.Settings = SettingsRecord.Read(settings, app.Settings);
    }

    protected override JsonObject SettingsOf(SaleorApp app) => SettingsRecord.Write(app.Settings);

    protected override bool HasCredentials(SaleorApp app) => app.Credentials is not null;

    protected override Task<ConnectionVerdict> TryConnectionAsync(SaleorApp app, CancellationToken cancellationToken) =>
        trial.TryAsync(app, app.Credentials, cancellationToken);
}

internal sealed class SaleorSettingsValidator : AbstractValidator<SaleorSettings>
{
    private const int LongestPrefix = 20;
    private const int LongestText = 200;
    private const double MostRequests = 100;

    public SaleorSettingsValidator()
    {
        RuleFor(s => s.OrderPrefix).Must(text => text is { Length: > 0 and <= LongestPrefix } && text.All(IsOfNumbers))
            .WithMessage($"orderPrefix must have 1 to {LongestPrefix} letters, digits, '-' and '_'.");
        RuleFor(s => s.Channel).Must(IsShort).WithMessage($"channel must have 1 to {LongestText} characters without blanks.");
        RuleFor(s => s.DefaultWarehouseId).Must(IsShort).WithMessage($"defaultWarehouseId must have 1 to {LongestText} characters without blanks.");
        RuleFor(s => s.RequestsPerSecond).Must(rate => rate is > 0 and <= MostRequests)
            .WithMessage($"requestsPerSecond must be above 0 and at most {MostRequests}.");
    }

    private static bool IsOfNumbers(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';

    private static bool IsShort(string? text) => text is null || (text.Length is > 0 and <= LongestText && text.All(c => c is > ' ' and < (char)127));
}
