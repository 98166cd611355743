using System.Text.Json.Nodes;
using Eci.Core;
using Eci.Management.Kinds;
using Eci.Modules.Saleor.Connection.Registration;
using Eci.Modules.Saleor.Payments;
using FluentValidation;

namespace Eci.Modules.Saleor.Prepayment;

/// <summary>Describes <see cref="SaleorPrepaymentApp"/>. Its credentials come from the shop, when that installs the app.</summary>
internal sealed class SaleorPrepaymentKind(ConnectionTrial trial) : AppKind<SaleorPrepaymentApp>
{
    private static readonly SaleorPrepaymentSettings Defaults = new();

    private static readonly KindRecord<SaleorPrepaymentSettings> SettingsRecord = new(
        SettingsName,
        new SaleorPrepaymentSettingsValidator(),
        KindField.Text("gatewayName", "How customers see this way to pay in the checkout.", ifMissing: Defaults.GatewayName),
        KindField.Text("gatewayId", "Id of the gateway in the shop; payments of orders carry it.", ifMissing: Defaults.GatewayId),
        KindField.Text("currencies", "Currencies that are accepted, ISO 4217, with commas.", ifMissing: Defaults.Currencies));

    public override string Kind => SaleorPrepaymentApp.Kind;

    public override string Label => "Saleor prepayment";

    public override string Role => IntegrationRole.Shop;

    public override KindRecord Settings => SettingsRecord;

    public override WebhookForm Webhook { get; } = new($"/api{PrepaymentEndpoint.Route}?webhook={{webhookId}}", TakesSecret: false);

    protected override SaleorPrepaymentApp Create(AppHead head, KindValues settings, KindValues credentials) => new()
    {
        Id = head.Id,
        TenantId = head.TenantId,
        Name = head.Name,
        Settings = SettingsRecord.Read(settings),
        Credentials = null,
    };

    protected override void Change(SaleorPrepaymentApp app, KindValues? settings, KindValues? credentials)
    {
        if (settings is not null)
            app.Settings = SettingsRecord.Read(settings, app.Settings);
    }

    protected override JsonObject SettingsOf(SaleorPrepaymentApp app) => SettingsRecord.Write(app.Settings);

    protected override bool HasCredentials(SaleorPrepaymentApp app) => app.Credentials is not null;

    protected override Task<ConnectionVerdict> TryConnectionAsync(SaleorPrepaymentApp app, CancellationToken cancellationToken) =>
        trial.TryAsync(app, app.Credentials, cancellationToken);
}

internal sealed class SaleorPrepaymentSettingsValidator : AbstractValidator<SaleorPrepaymentSettings>
{
    private const int LongestId = 100;
    private const int MostCurrencies = 20;
    private const int CurrencyLength = 3;

    public SaleorPrepaymentSettingsValidator()
    {
        RuleFor(s => s.GatewayName).Must(KindRules.IsName).WithMessage($"gatewayName must have 1 to {KindRules.LongestName} characters.");
        RuleFor(s => s.GatewayId).Must(text => text is { Length: > 0 and <= LongestId } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            .WithMessage($"gatewayId must have 1 to {LongestId} letters, digits, '-', '_' and '.'.")
            .Must(GatewayMap.IsPrepayment)
            .WithMessage("gatewayId must end with 'prepayment' or 'vorkasse': that is how the hub recognises payments of orders.");
        RuleFor(s => s.Currencies).Must(AreCurrencies).WithMessage($"currencies must be 1 to {MostCurrencies} codes such as EUR, with commas.");
    }

    private static bool AreCurrencies(string? text)
    {
        var codes = text?.Split(',', StringSplitOptions.TrimEntries) ?? [];
        return codes.Length is > 0 and <= MostCurrencies && Array.TrueForAll(codes, code => code.Length == CurrencyLength && code.All(char.IsAsciiLetterUpper));
    }
}
