using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Eci.Core;
using Eci.Mail;
using Eci.Management.Kinds;
using Eci.Vocabulary;
using FluentValidation;

namespace Eci.Modules.Tracking.Data;

/// <summary>Describes <see cref="TrackingEmailApp"/>.</summary>
internal sealed class TrackingEmailKind(IMailProvider mail) : AppKind<TrackingEmailApp>
{
    private static readonly KindRecord<TrackingEmailSettings> SettingsRecord = new(
        SettingsName,
        new TrackingEmailSettingsValidator(),
        KindField.Text("sender", "Address the mails come from.", required: true),
        KindField.Text("senderName", "Name shown with it.", required: true),
        KindField.Text("replyTo", "Where answers go; to the sender unless given."),
        KindField.Text("shopName", "How the mails name the shop.", required: true),
        KindField.Text("defaultLanguage", "Used when the order's language has no template; ISO 639-1.", required: true),
        KindField.Choices<PackageState>("builtInStates", "States for which the shipped templates are used; every one that customers are told of unless given."));

    public override string Kind => TrackingEmailApp.Kind;

    public override string Label => "Tracking mails";

    public override string Role => IntegrationRole.Email;

    public override KindRecord Settings => SettingsRecord;

    protected override TrackingEmailApp Create(AppHead head, KindValues settings, KindValues credentials) =>
        new() { Id = head.Id, TenantId = head.TenantId, Name = head.Name, Settings = SettingsRecord.Read(settings) };

    protected override void Change(TrackingEmailApp app, KindValues? settings, KindValues? credentials)
    {
        if (settings is not null)
            app.Settings = SettingsRecord.Read(settings, app.Settings);
    }

    protected override JsonObject SettingsOf(TrackingEmailApp app) => SettingsRecord.Write(app.Settings);

    protected override async Task<ConnectionVerdict> TryConnectionAsync(TrackingEmailApp app, CancellationToken cancellationToken)
    {
        var settings = app.Settings;
        var sample = new MailMessage(
            $"{app.Id}_test", settings.Sender, settings.SenderName, settings.ReplyTo, settings.Sender, settings.SenderName, "Test", "<p>Test</p>", "Test");
        try
        {
            await mail.CheckAsync(sample, cancellationToken);
            return new ConnectionVerdict(Works: true, $"{mail.Name} would take mails of this app. None was sent.");
        }
        catch (Exception exception) when (exception is MailProviderException or MailRejectedException or PermanentFailureException or RetryLaterException)
        {
            return new ConnectionVerdict(Works: false, exception.Message);
        }
    }
}

internal sealed partial class TrackingEmailSettingsValidator : AbstractValidator<TrackingEmailSettings>
{
    public TrackingEmailSettingsValidator()
    {
        RuleFor(s => s.Sender).Must(KindRules.IsMailAddress).WithMessage("sender must be a mail address.");
        RuleFor(s => s.SenderName).Must(KindRules.IsName)
            .WithMessage($"senderName must have 1 to {KindRules.LongestName} characters, none of them control characters.");
        RuleFor(s => s.ReplyTo).Must(text => text is null || KindRules.IsMailAddress(text)).WithMessage("replyTo must be a mail address.");
        RuleFor(s => s.ShopName).Must(KindRules.IsName)
            .WithMessage($"shopName must have 1 to {KindRules.LongestName} characters, none of them control characters.");
        RuleFor(s => s.DefaultLanguage).Must(text => text is not null && Language().IsMatch(text))
            .WithMessage("defaultLanguage must be two lower-case letters of ISO 639-1, such as de.");
        RuleFor(s => s.BuiltInStates).Must(states => states is null || states.Distinct().Count() == states.Count)
            .WithMessage("builtInStates must name each state once.");
    }

    [GeneratedRegex(@"\A[a-z]{2}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Language();
}
