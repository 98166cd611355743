using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Eci.Carriers;
using Eci.Core;
using Eci.Management.Kinds;
using Eci.Modules.Ups.Client;
using Eci.Persistence;
using FluentValidation;

namespace Eci.Modules.Ups;

/// <summary>Describes <see cref="UpsApp"/>.</summary>
internal sealed class UpsKind(CredentialProtector protector, UpsTokens tokens) : AppKind<UpsApp>
{
    private static readonly UpsSettings Defaults = new();

    private static readonly KindRecord<UpsSettings> SettingsRecord = new(
        SettingsName,
        new UpsSettingsValidator(),
        KindField.WholeNumber("requestsPerDay", "Calls a day; protects the account.", Defaults.RequestsPerDay),
        KindField.Number("spacingSeconds", "Seconds from one call to the next.", Defaults.SpacingSeconds),
        KindField.Text("locale", "Language of UPS's texts.", ifMissing: Defaults.Locale));

    private static readonly KindRecord<UpsCredentials> CredentialsRecord = new(
        CredentialsName,
        new UpsCredentialsValidator(),
        KindField.Secret("clientId", "Client id of UPS's developer portal."),
        KindField.Secret("clientSecret", "Its secret."));

    public override string Kind => UpsApp.Kind;

    public override string Label => "UPS";

    public override string Role => IntegrationRole.Carrier;

    public override KindRecord Settings => SettingsRecord;

    public override KindRecord Credentials => CredentialsRecord;

    protected override UpsApp Create(AppHead head, KindValues settings, KindValues credentials) => new()
    {
        Id = head.Id,
        TenantId = head.TenantId,
        Name = head.Name,
        Settings = SettingsRecord.Read(settings),
        Credentials = protector.Protect(CredentialsRecord.Read(credentials)),
    };

    protected override void Change(UpsApp app, KindValues? settings, KindValues? credentials)
    {
        if (settings is not null)
            app.Settings = SettingsRecord.Read(settings, app.Settings);
        if (credentials is not null)
            app.Credentials = protector.Protect(CredentialsRecord.Read(credentials));
    }

    protected override JsonObject SettingsOf(UpsApp app) => SettingsRecord.Write(app.Settings);

    protected override bool HasCredentials(UpsApp app) => app.Credentials is not null;

    /// <summary>A token costs no request of the budget, which is about packages.</summary>
    protected override async Task<ConnectionVerdict> TryConnectionAsync(UpsApp app, CancellationToken cancellationToken)
    {
        if (app.Credentials is not { } stored)
            return new ConnectionVerdict(Works: false, "The app has no credentials.");
        try
        {
            await tokens.TryAsync(protector.Unprotect(stored), cancellationToken);
            return new ConnectionVerdict(Works: true, "UPS gives the client a token.");
        }
        catch (Exception exception) when (exception is CarrierRefusedException or CarrierThrottledException or CarrierAnswerException or HttpRequestException)
        {
            return new ConnectionVerdict(Works: false, exception.Message);
        }
    }
}

internal sealed partial class UpsSettingsValidator : AbstractValidator<UpsSettings>
{
    private const int MostRequests = 1_000_000;
    private const int LongestSpacing = 3600;

    public UpsSettingsValidator()
    {
        RuleFor(s => s.RequestsPerDay).InclusiveBetween(1, MostRequests).WithMessage($"requestsPerDay must be 1 to {MostRequests}.");
        RuleFor(s => s.SpacingSeconds).InclusiveBetween(0, LongestSpacing).WithMessage($"spacingSeconds must be 0 to {LongestSpacing}.");
        RuleFor(s => s.Locale).Must(text => text is not null && Locale().IsMatch(text)).WithMessage("locale must be written as en_US.");
    }

    [GeneratedRegex(@"\A[a-z]{2}_[A-Z]{2}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Locale();
}

internal sealed class UpsCredentialsValidator : AbstractValidator<UpsCredentials>
{
    public UpsCredentialsValidator()
    {
        RuleFor(c => c.ClientId).Must(text => KindRules.IsKey(text) && !text.Contains(':', StringComparison.Ordinal))
            .WithMessage($"clientId must have 1 to {KindRules.LongestKey} ASCII characters without blanks and colons.");
        RuleFor(c => c.ClientSecret).Must(KindRules.IsKey)
            .WithMessage($"clientSecret must have 1 to {KindRules.LongestKey} ASCII characters without blanks.");
    }
}
