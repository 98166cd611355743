using System.Collections.Frozen;
using System.Text.Json;
using Eci.Modules.Tracking.NotifyCustomer;
using Eci.Vocabulary;

namespace Eci.Modules.Tracking.TrackingPage;

/// <summary>The words of one language, as its file under <c>Texts</c> holds them; <c>{name}</c> stands for a value.</summary>
internal sealed record PageTexts(
    string Name,
    string Title,
    string Greeting,
    string GreetingWithoutName,
    string Intro,
    string Parcel,
    string CarrierLink,
    string LastNews,
    string NoNews,
    string Earlier,
    string EventsLeftOut,
    string ParcelsLeftOut,
    string LocalTimes,
    PageLabels Labels,
    StepTexts Steps,
    DeliveryTexts Delivery,
    HelpTexts Help,
    IReadOnlyDictionary<string, StateWords> States,
    NoticeWords NoParcels,
    ProblemTexts Problems)
{
    /// <summary>Key in <see cref="States"/> of a parcel on its way back.</summary>
    public const string Returned = "RETURNED";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };

    private static readonly FrozenDictionary<string, PageTexts> Shipped = BuiltInTemplates.Languages.ToFrozenDictionary(
        language => language,
        language => JsonSerializer.Deserialize<PageTexts>(EmbeddedText.Read($"TrackingPage.Texts.{language}.json"), Json)!,
        StringComparer.Ordinal);

    /// <param name="language">One of <see cref="BuiltInTemplates.Languages"/>.</param>
    public static PageTexts Of(string language) => Shipped[language];

    public StateWords Of(PackageState state) => States[WireName.Of(state)];
}

/// <summary>Names of what is shown.</summary>
internal sealed record PageLabels(
    string Order,
    string Destination,
    string Carrier,
    string TrackingNumber,
    string Delivery,
    string Progress,
    string History,
    string Languages);

/// <summary>The four parts of the way, and what assistive technology says about each.</summary>
internal sealed record StepTexts(string Announced, string Moving, string Delivery, string Pickup, string Delivered, string Done, string Current, string Open);

/// <summary>An expected delivery, by what is known of its hours.</summary>
internal sealed record DeliveryTexts(string Day, string From, string Until, string Between);

internal sealed record HelpTexts(string Heading, string Text, string Page, string Mail);

/// <summary>What is said about a state: of the parcel, and of one event.</summary>
internal sealed record StateWords(string Headline, string Text, string Event);

internal sealed record NoticeWords(string Headline, string Text);

/// <summary>What is said instead of a page.</summary>
internal sealed record ProblemTexts(NoticeWords NotFound, NoticeWords TooMany, NoticeWords Unavailable);
