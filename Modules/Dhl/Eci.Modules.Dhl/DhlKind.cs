using System.Text.Json.Nodes;
using Eci.Carriers;
using Eci.Core;
using Eci.Management.Kinds;
using Eci.Persistence;
using FluentValidation;

namespace Eci.Modules.Dhl;

/// <summary>Describes <see cref="DhlApp"/>.</summary>
internal sealed class DhlKind(CredentialProtector protector, AccountTrial trial, ICarrierTracker<DhlApp> tracker) : AppKind<DhlApp>
{
    /// <summary>Well-formed; DHL need not know it.</summary>
    private const string Number = "00340434292135100186";

    private static readonly DhlSettings Defaults = new();

    private static readonly KindRecord<DhlSettings> SettingsRecord = new(
        SettingsName,
        new DhlSettingsValidator(),
        KindField.WholeNumber("requestsPerDay", "Calls a day that DHL grants the key.", Defaults.RequestsPerDay),
        KindField.Number("spacingSeconds", "Seconds from one call to the next.", Defaults.SpacingSeconds),
        KindField.Boolean("refineByText", "Tell tours, pickup points, attempts and returns by DHL's texts.", Defaults.RefineByText));

    private static readonly KindRecord<DhlCredentials> CredentialsRecord = new(
        CredentialsName, new DhlCredentialsValidator(), KindField.Secret("apiKey", "Key of Shipment Tracking - Unified."));

    public override string Kind => DhlApp.Kind;

    public override string Label => "DHL";

    public override string Role => IntegrationRole.Carrier;

    public override KindRecord Settings => SettingsRecord;

    public override KindRecord Credentials => CredentialsRecord;

    protected override DhlApp Create(AppHead head, KindValues settings, KindValues credentials) => new()
    {
        Id = head.Id,
        TenantId = head.TenantId,
        Name = head.Name,
        Settings = SettingsRecord.Read(settings),
        Credentials = protector.Protect(CredentialsRecord.Read(credentials)),
    };

    protected override void Change(DhlApp app, KindValues? settings, KindValues? credentials)
    {
        if (settings is not null)
            app.Settings = SettingsRecord.Read(settings, app.Settings);
        if (credentials is not null)
            app.Credentials = protector.Protect(CredentialsRecord.Read(credentials));
    }

    protected override JsonObject SettingsOf(DhlApp app) => SettingsRecord.Write(app.Settings);

    protected override bool HasCredentials(DhlApp app) => app.Credentials is not null;

    /// <summary>Also a number that DHL does not know tells that the key is good.</summary>
    protected override async Task<ConnectionVerdict> TryConnectionAsync(DhlApp app, CancellationToken cancellationToken)
    {
        var answer = await trial.AskAsync(app, "DHL accepts the key.", ct => tracker.TrackAsync(app, Number, ct), cancellationToken);
        return new ConnectionVerdict(answer.Works, answer.Message);
    }
}

internal sealed class DhlSettingsValidator : AbstractValidator<DhlSettings>
{
    private const int MostRequests = 1_000_000;
    private const int LongestSpacing = 3600;

    public DhlSettingsValidator()
    {
        RuleFor(s => s.RequestsPerDay).InclusiveBetween(1, MostRequests).WithMessage($"requestsPerDay must be 1 to {MostRequests}.");
        RuleFor(s => s.SpacingSeconds).InclusiveBetween(0, LongestSpacing).WithMessage($"spacingSeconds must be 0 to {LongestSpacing}.");
    }
}

internal sealed class DhlCredentialsValidator : AbstractValidator<DhlCredentials>
{
    public DhlCredentialsValidator() => RuleFor(c => c.ApiKey).Must(KindRules.IsKey)
        .WithMessage($"apiKey must have 1 to {KindRules.LongestKey} ASCII characters without blanks.");
}
