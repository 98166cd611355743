namespace Eci.Modules.Tracking.NotifyCustomer;

/// <summary>The texts of one language, as its file under <c>Templates</c> holds them.</summary>
internal sealed record TemplateTexts(
    string Greeting,
    string Button,
    string CarrierLink,
    string Details,
    TemplateLabels Labels,
    string Closing,
    string Signature,
    string Footer,
    IReadOnlyDictionary<string, StateTexts> States);

/// <summary>Names of the details below a mail.</summary>
/// <param name="Order">Order number.</param>
/// <param name="Carrier">Carrier.</param>
/// <param name="TrackingNumber">The carrier's number.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Location">Where.</param>
/// <param name="Message">What the carrier adds.</param>
/// <param name="Colon">What stands between a name and its value in plain text.</param>
internal sealed record TemplateLabels(
    string Order,
    string Carrier,
    string TrackingNumber,
    string Time,
    string Location,
    string Message,
    string Colon);

/// <summary>What a mail about one state says.</summary>
internal sealed record StateTexts(string Subject, string Heading, IReadOnlyList<Paragraph> Paragraphs);

/// <summary>A paragraph, or with <paramref name="When"/> one that is only there when that value is.</summary>
internal sealed record Paragraph(string Text, string? When = null);
