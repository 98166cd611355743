namespace Eci.Modules.Tracking.TrackingPage;

/// <summary>What the template shows. Members are read by their names in camel case.</summary>
internal sealed record PageView
{
    /// <summary>ISO 639-1.</summary>
    public required string Language { get; init; }

    public required PageTexts Texts { get; init; }

    public required string Title { get; init; }

    public required ShopBrand Brand { get; init; }

    public required IReadOnlyList<LanguageView> Languages { get; init; }

    /// <summary>The order; null when there is only a notice.</summary>
    public OrderView? Order { get; init; }

    /// <summary>Said in place of parcels.</summary>
    public NoticeWords? Notice { get; init; }
}

internal sealed record LanguageView(string Code, string Name, bool IsCurrent);

internal sealed record OrderView(string Number, string Greeting, string? City, IReadOnlyList<ParcelView> Parcels, string? LeftOut);

/// <summary>One package.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Position">"Parcel 1 of 2"; null for a single one.</param>
/// <param name="Carrier">The carrier as customers call it.</param>
/// <param name="TrackingNumber">The carrier's number.</param>
/// <param name="Link">The carrier's page.</param>
/// <param name="LinkText">What it is called.</param>
/// <param name="Mood">A class of the style sheet.</param>
/// <param name="Words">What is said of its state.</param>
/// <param name="Steps">The parts of its way.</param>
/// <param name="Delivery">When it is expected.</param>
/// <param name="LastNews">Of when the newest event is.</param>
/// <param name="Events">The newest ones.</param>
/// <param name="Earlier">Those before.</param>
/// <param name="EarlierText">What these are called.</param>
/// <param name="LeftOut">Said when not all events are shown.</param>
internal sealed record ParcelView(
    int Number,
    string? Position,
    string Carrier,
    string TrackingNumber,
    string? Link,
    string LinkText,
    string Mood,
    StateWords Words,
    IReadOnlyList<StepView> Steps,
    string? Delivery,
    string? LastNews,
    IReadOnlyList<EventView> Events,
    IReadOnlyList<EventView> Earlier,
    string EarlierText,
    string? LeftOut);

/// <param name="Name">What it is called.</param>
/// <param name="Status">A class of the style sheet: done, current, open.</param>
/// <param name="Spoken">The status for those who do not see it.</param>
internal sealed record StepView(string Name, string Status, string Spoken);

/// <param name="Iso">Time with offset, ISO 8601.</param>
/// <param name="Time">Time in words.</param>
/// <param name="What">What happened.</param>
/// <param name="Place">Where.</param>
/// <param name="Note">What the carrier wrote.</param>
internal sealed record EventView(string Iso, string Time, string What, string? Place, string? Note);
