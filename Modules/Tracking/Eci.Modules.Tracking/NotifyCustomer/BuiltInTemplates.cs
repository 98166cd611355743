using System.Text.Json;
using Eci.Commerce;
using Eci.Mail;
using Eci.Vocabulary;

namespace Eci.Modules.Tracking.NotifyCustomer;

/// <summary>
/// The mails shipped with the hub, one per state a customer cares about and language. They are written for these values:
/// <c>first_name</c>, <c>last_name</c>, <c>carrier</c>, <c>tracking_number</c>, <c>tracking_url</c>, <c>tracking_page_url</c>,
/// <c>order_number</c>, <c>time</c>, <c>location</c>, <c>shop_name</c>, <c>state</c>, <c>message</c>; all but <c>carrier</c>, <c>tracking_number</c>, <c>time</c>,
/// <c>shop_name</c> and <c>state</c> may be missing.
/// </summary>
internal sealed class BuiltInTemplates
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };
    private readonly Dictionary<(PackageState State, string Language), MailTemplate> _templates;

    public BuiltInTemplates()
    {
        var layout = new TemplateLayout(Read("layout.html"), Read("layout.txt"));
        _templates =
        (
            from language in Languages
            let texts = JsonSerializer.Deserialize<TemplateTexts>(Read($"{language}.json"), Json)!
            from state in States
            select (Key: (state, language), Template: layout.Compose(language, texts, texts.States[WireName.Of(state)]))
        ).ToDictionary(t => t.Key, t => t.Template);
    }

    /// <summary>ISO 639-1, lower case.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["de", "en", "fr", "it", "es"];

    /// <summary>The states a customer is told about.</summary>
    public static IReadOnlyList<PackageState> States { get; } =
    [
        PackageState.InformationReceived,
        PackageState.InTransit,
        PackageState.OutForDelivery,
        PackageState.FailedAttempt,
        PackageState.AvailableForPickup,
        PackageState.Delivered,
        PackageState.Exception,
    ];

    /// <summary>The template of a state in a language (with or without a region); null when there is none.</summary>
    public MailTemplate? Find(PackageState state, string language) =>
        LanguageTag.Primary(language) is { } primary && _templates.TryGetValue((state, primary), out var template) ? template : null;

    private static string Read(string name) => EmbeddedText.Read($"NotifyCustomer.Templates.{name}");
}
